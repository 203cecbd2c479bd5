/** The script of the HTML report. It builds the page from the data by text nodes alone, so that nothing in it is markup. */
export const SCRIPT = `
"use strict";
const data=JSON.parse(document.getElementById("data").textContent);
const $=(id)=>document.getElementById(id);
const el=(tag,props,...kids)=>{const e=document.createElement(tag);for(const[k,v]of Object.entries(props||{})){if(k==="class")e.className=v;else if(k.startsWith("on"))e.addEventListener(k.slice(2),v);else e.setAttribute(k,v)}e.append(...kids.filter((k)=>k!==undefined&&k!==null));return e};
const RANK={error:0,warning:1,note:2},STEP=100;
const all=data.findings.map((f)=>({...f,text:(f.message+" "+f.rule+" "+f.path+" "+f.file).toLowerCase()}));
let shown=[],count=0;const one=new Set(all.map((f)=>f.file)).size<2;
const option=(select,values)=>{for(const v of values)select.append(el("option",{value:v},v))};
option($("rule"),[...new Set(all.map((f)=>f.rule))].sort());
option($("file"),[...new Set(all.map((f)=>f.file))].sort());
const ORDER={place:()=>0,severity:(a,b)=>RANK[a.severity]-RANK[b.severity],rule:(a,b)=>a.rule<b.rule?-1:a.rule>b.rule?1:0};
function apply(){const words=$("search").value.toLowerCase().split(/\\s+/).filter(Boolean),sev=$("severity").value,rule=$("rule").value,file=$("file").value;
shown=all.filter((f)=>(!sev||f.severity===sev)&&(!rule||f.rule===rule)&&(!file||f.file===file)&&words.every((w)=>f.text.includes(w)));
const by=ORDER[$("order").value];shown.sort((a,b)=>by(a,b)||a.n-b.n);
$("list").replaceChildren();count=0;group="";more();
$("told").textContent=shown.length===all.length?all.length+" findings":shown.length+" of "+all.length+" findings"}
let group="";
const nameOf=(f)=>$("order").value==="rule"?f.rule:$("order").value==="severity"?f.severity+"s":one?f.title:f.file+" › "+f.title;
function more(to){const list=$("list"),end=Math.min(shown.length,to||count+STEP);
for(;count<end;count++){const f=shown[count],name=nameOf(f);
if(name!==group){group=name;list.append(el("div",{class:"group"},el("h3",{},name)))}
list.append(finding(f))}
$("more").hidden=count>=shown.length;$("rest").textContent=String(shown.length-count)}
function finding(f){const d=el("details",{},el("summary",{},el("b",{class:f.severity},f.severity),": "+f.message));
d.fill=()=>{if(d.children.length===1)d.append(body(f))};d.addEventListener("toggle",()=>{if(d.open)d.fill()});return d}
function body(f){const b=el("div",{class:"body"},el("p",{class:"where soft"},f.title+" · "+f.file+":"+f.line+":"+f.column+" · "+f.rule));
if(f.excerpt)b.append(el("pre",{},f.excerpt[0],el("mark",{},f.excerpt[1]),f.excerpt[2]));
for(const r of f.related)b.append(el("p",{class:"where"},r));
if(f.help)b.append(el("p",{},f.help));
for(const c of f.commands)b.append(el("div",{class:"cmd"},el("pre",{},c),el("button",{type:"button",onclick:(e)=>copy(e.target,c)},"Copy")));
const why=data.rules[f.rule];if(why)b.append(el("p",{class:"soft"},why));return b}
function copy(button,text){const done=()=>{button.textContent="Copied";setTimeout(()=>{button.textContent="Copy"},1500)};
if(navigator.clipboard&&window.isSecureContext)navigator.clipboard.writeText(text).then(done,()=>fallback(text,done));else fallback(text,done)}
function fallback(text,done){const t=el("textarea",{});t.value=text;document.body.append(t);t.select();document.execCommand("copy");t.remove();done()}
for(const id of["search","severity","rule","file","order"])$(id).addEventListener("input",apply);
$("more").addEventListener("click",()=>more());
$("theme").addEventListener("click",()=>{const root=document.documentElement,dark=root.dataset.theme?root.dataset.theme==="dark":matchMedia("(prefers-color-scheme:dark)").matches;
root.dataset.theme=dark?"light":"dark";$("theme").textContent=dark?"Dark":"Light"});
document.addEventListener("keydown",(e)=>{const typing=/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
if(e.key==="/"&&!typing){e.preventDefault();$("search").focus()}if(e.key==="Escape"&&typing){$("search").value="";apply();document.activeElement.blur()}});
addEventListener("beforeprint",()=>{more(shown.length);for(const d of document.querySelectorAll("details")){d.open=true;if(d.fill)d.fill()}});
apply();
`;
