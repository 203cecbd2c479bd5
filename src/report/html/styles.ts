/** The styles of the HTML report. Dark by the reader's system or the switch; on paper everything is black on white. */
export const STYLES = `
:root{color-scheme:light;--bg:#fbfbfa;--panel:#fff;--ink:#1c2024;--soft:#5a636d;--line:#d9dde1;--accent:#0b5cad;
--error:#a8201a;--warning:#8a5a00;--note:#245a8d;--mark:#fff1c9;--code:#f2f4f6}
:root[data-theme=dark]{color-scheme:dark;--bg:#14171a;--panel:#1b1f23;--ink:#e6e9ec;--soft:#a3adb7;--line:#343b42;
--accent:#7db7f0;--error:#ff9d94;--warning:#f0bf5e;--note:#8cc2f5;--mark:#4a3d12;--code:#23282d}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;--bg:#14171a;--panel:#1b1f23;
--ink:#e6e9ec;--soft:#a3adb7;--line:#343b42;--accent:#7db7f0;--error:#ff9d94;--warning:#f0bf5e;--note:#8cc2f5;
--mark:#4a3d12;--code:#23282d}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,"Segoe UI",Roboto,sans-serif}
main,header,footer{max-width:1100px;margin:0 auto;padding:0 20px}
header{padding-top:28px;display:flex;gap:16px;align-items:baseline;flex-wrap:wrap}
h1{font-size:22px;margin:0;flex:1}h2{font-size:16px;margin:32px 0 10px}h3{font-size:15px;margin:0}
p{margin:6px 0}.soft{color:var(--soft)}code,pre{font:13px/1.5 ui-monospace,"SF Mono",Consolas,monospace}
a{color:var(--accent)}.skip{position:absolute;left:-999px}.skip:focus{left:20px;top:8px;background:var(--panel);padding:4px 8px}
button,select,input{font:inherit;color:inherit;background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:5px 10px}
button{cursor:pointer}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:10px}
.tile{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:10px 14px}
.tile b{display:block;font-size:26px;line-height:1.2;font-variant-numeric:tabular-nums}
.error{color:var(--error)}.warning{color:var(--warning)}.note{color:var(--note)}
.alarm h2{margin-top:0}.alarm{border:2px solid var(--error);border-radius:8px;padding:10px 14px;margin-top:16px;background:var(--panel)}
.scroll{overflow-x:auto;background:var(--panel);border:1px solid var(--line);border-radius:8px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:6px 12px;border-top:1px solid var(--line);vertical-align:top}
td:first-child{min-width:200px}thead th{border-top:0;font-weight:600;color:var(--soft);white-space:nowrap}td.n,th.n{text-align:right}
.bar{display:flex;height:8px;width:120px;border-radius:4px;overflow:hidden;background:var(--line);margin-top:7px}
.bar i{background:var(--note)}.bar i.none{background:var(--error)}
.bar .w0{width:0%}.bar .w1{width:5%}.bar .w2{width:10%}.bar .w3{width:15%}.bar .w4{width:20%}.bar .w5{width:25%}.bar .w6{width:30%}.bar .w7{width:35%}.bar .w8{width:40%}.bar .w9{width:45%}.bar .w10{width:50%}.bar .w11{width:55%}.bar .w12{width:60%}.bar .w13{width:65%}.bar .w14{width:70%}.bar .w15{width:75%}.bar .w16{width:80%}.bar .w17{width:85%}.bar .w18{width:90%}.bar .w19{width:95%}.bar .w20{width:100%}
.tools{display:grid;grid-template-columns:2fr repeat(4,minmax(0,1fr));gap:8px;position:sticky;top:0;background:var(--bg);padding:10px 0;z-index:1}
.tools label{font-size:12px;color:var(--soft);display:flex;flex-direction:column;gap:2px;min-width:0}
.tools input,.tools select{width:100%;color:var(--ink)}
.group{margin-top:18px;border-bottom:1px solid var(--line);padding-bottom:4px;display:flex;gap:10px;align-items:baseline}
.group h3{flex:1;overflow-wrap:anywhere}
details{background:var(--panel);border:1px solid var(--line);border-radius:8px;margin-top:8px}
summary{padding:8px 14px;cursor:pointer;overflow-wrap:anywhere}summary b{font-weight:600}
.body{padding:0 14px 12px;border-top:1px solid var(--line)}
pre{background:var(--code);border-radius:6px;padding:8px 12px;overflow-x:auto;margin:8px 0}
pre mark{background:var(--mark);color:inherit}.where{font-size:13px;overflow-wrap:anywhere}
.cmd{display:flex;gap:8px;align-items:flex-start}.cmd pre{flex:1;white-space:pre-wrap;overflow-wrap:anywhere}
.more{margin:18px 0;text-align:center}
footer{padding-top:28px;padding-bottom:40px;color:var(--soft);font-size:13px}
@media (max-width:760px){.tools{grid-template-columns:1fr 1fr;position:static}.tools label:first-child{grid-column:1/-1}.cmd{flex-direction:column}}
@media print{:root,:root[data-theme=dark]{--bg:#fff;--panel:#fff;--ink:#000;--soft:#333;--line:#999;--code:#fff;--error:#000;--warning:#000;--note:#000}
body{font-size:11px}code,pre{font-size:10px}h2,.group{break-after:avoid}
.tools,.more,button,.skip,footer{display:none!important}details,tr,.tile{break-inside:avoid}main,header{max-width:none;padding:0}
.scroll{overflow:visible}th,td{padding:3px 6px}thead th{white-space:normal}td:first-child{min-width:0;overflow-wrap:anywhere}
.bar{width:60px;print-color-adjust:exact}.bar i{background:#888}.bar i.none{background:#000}.where{font-size:10px}
pre{white-space:pre-wrap;overflow-wrap:anywhere}}
`;
