import { describe, expect, test } from "@jest/globals";
import { refusalOf } from "../../support/panos-config.ts";

const REST = '{"@status": "success", "result": {"entry": [{"@name": "web"}]}}';
const CLOUD = '{"data": [{"id": "1", "name": "web", "folder": "All", "log_end": true}]}';

describe("what is no XML is refused by its own name", () => {
  test.each([
    ["a playbook", "---\n- hosts: firewalls\n  tasks: []\n", /YAML file, as of Ansible/],
    ["a play without a mark", "# Firewall\n- name: web rule\n  panos_security_rule: {}\n", /YAML file/],
    ["Terraform", 'resource "panos_security_policy" "this" {\n  rule { name = "web" }\n}\n', /Terraform file/],
    ["Terraform's settings", "terraform {\n}\n", /Terraform file/],
    ["curly braces", "mgt-config {\n  users {\n  }\n}\n", /curly-brace/],
    ["the REST API", REST, /JSON, as of the REST API/],
    ["Strata Cloud Manager", CLOUD, /Strata Cloud Manager/],
    ["a table", '"","Name","Tags","Type","Action"\n"1","web","none","universal","Allow"\n', /CSV/],
    ["a table with semicolons", "Name;Tags;Type\nweb;none;universal\n", /CSV/],
    ["a log-in page", "<html><head><title>Log in</title></head></html>", /web page/],
  ])("%s", (_, text, told) => {
    expect(refusalOf(text).told).toMatch(told);
  });
});

describe("a template that is no XML, or has statements, is refused as one", () => {
  test.each([
    ["a loop", "<config>{% for r in rules %}<shared/>{% endfor %}</config>", "1:9 This is a template (Jinja)"],
    ["a condition with &", "<config>\n{% if a && b %}<shared/>{% endif %}</config>", "2:1 This is a template (Jinja)"],
    ["a comment at the top", "{# baseline #}\n<config/>", "1:1 This is a template (Jinja)"],
    ["Terraform's condition", "<config>%{ if log ~}<shared/>%{ endif }</config>", "1:9 This is a template (Terraform)"],
    ["quotes in quotes", '<config a="{{ x["y"] }}"/>', "1:18 This is a template (Jinja)"],
  ])("%s", (_, text, told) => {
    const refusal = refusalOf(text);
    expect(refusal.told.slice(0, told.length)).toBe(told);
    expect(refusal.hint).toMatch(/^Render it first/);
  });
});
