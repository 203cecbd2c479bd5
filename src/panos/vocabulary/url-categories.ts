import { isBefore } from "./version.ts";

/**
 * The categories of PAN-DB by the PAN-OS release from which on the content package surely has them. Which package a
 * firewall has its configuration does not tell; many categories came to older releases, too.
 * https://docs.paloaltonetworks.com/advanced-url-filtering/administration/url-filtering-basics/url-categories
 * https://docs.paloaltonetworks.com/pan-os/9-0/pan-os-admin/url-filtering/url-filtering-overview/url-categories.html
 */
const ERAS: readonly { readonly since: string; readonly categories: string; readonly withdrawn?: string }[] = [
  {
    since: "8.0",
    categories: `abortion abused-drugs adult alcohol-and-tobacco auctions business-and-economy
      computer-and-internet-info content-delivery-networks copyright-infringement dating dynamic-dns
      educational-institutions entertainment-and-arts extremism financial-services gambling games government hacking
      health-and-medicine home-and-garden hunting-and-fishing insufficient-content internet-communications-and-telephony
      internet-portals job-search legal malware military motor-vehicles music news not-resolved nudity
      online-storage-and-backup parked peer-to-peer personal-sites-and-blogs philosophy-and-political-advocacy phishing
      private-ip-addresses proxy-avoidance-and-anonymizers questionable real-estate recreation-and-hobbies
      reference-and-research religion search-engines sex-education shareware-and-freeware shopping social-networking
      society sports stock-advice-and-tools streaming-media swimsuits-and-intimate-apparel training-and-tools
      translation travel unknown weapons web-advertisements web-based-email web-hosting`,
  },
  { since: "8.1", categories: "command-and-control" },
  { since: "9.0", categories: "high-risk medium-risk low-risk newly-registered-domain" },
  { since: "10.0", categories: "cryptocurrency grayware real-time-detection" },
  { since: "10.2", categories: "encrypted-dns ransomware scanning-activity artificial-intelligence" },
  { since: "11.1", categories: "compromised-website marijuana remote-access" },
  {
    since: "12.1",
    categories: `ai-code-assistant ai-conversational-assistant ai-data-and-workflow-optimizer ai-media-service
      ai-meeting-assistant ai-platform-service ai-website-generator ai-writing-assistant browser-runtime-attack
      file-converter`,
    // The kinds of AI services took its place.
    withdrawn: "artificial-intelligence",
  },
];

const words = (text: string): readonly string[] => text.split(/\s+/);

/**
 * The predefined categories that a firewall of this release knows. A category that some profile names shows that the
 * content is at least as new. Undefined before PAN-OS 8.0, which had other categories.
 */
export function urlCategoriesOf(
  version: string | undefined,
  named: ReadonlySet<string>,
): readonly string[] | undefined {
  if (version !== undefined && isBefore(version, "8.0")) return undefined;
  const reached = ERAS.findLastIndex(
    ({ since, categories }, era) =>
      era === 0 ||
      (version !== undefined && !isBefore(version, since)) ||
      words(categories).some((name) => named.has(name)),
  );
  const known = ERAS.slice(0, reached + 1);
  const withdrawn = new Set(known.flatMap((era) => (era.withdrawn === undefined ? [] : words(era.withdrawn))));
  return known.flatMap(({ categories }) => words(categories)).filter((name) => !withdrawn.has(name));
}
