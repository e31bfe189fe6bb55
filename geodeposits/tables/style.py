"""The look of a page that holds tables: light and dark, on a phone and on paper."""

from __future__ import annotations

from typing import Final

__all__ = ["STYLE"]

STYLE: Final = """
:root{color-scheme:light dark;--ink:#1c2126;--soft:#57606a;--paper:#fff;--rule:#d5dae0;
--band:#f5f7f9;--link:#0b5cad}
@media (prefers-color-scheme:dark){:root{--ink:#e4e7ea;--soft:#a3adb8;--paper:#15181c;
--rule:#39414a;--band:#1d2227;--link:#7db7f5}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:84rem;margin:0 auto;padding:1.5rem 1.25rem 4rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.15rem;margin:2rem 0 .6rem}
p{max-width:72ch;margin:.5rem 0}
p.lead{color:var(--soft);margin:0}
ul{padding-left:1.2rem;margin:.8rem 0;max-width:84ch}li{margin:.35rem 0;overflow-wrap:anywhere}
.notes{color:var(--soft);font-size:.9rem}
.scroll{overflow-x:auto;margin:.8rem 0 1.4rem}
.scroll:focus-visible{outline:2px solid var(--link);outline-offset:2px}
table{border-collapse:collapse;font-size:.9rem;border-top:1.5px solid var(--ink);
border-bottom:1.5px solid var(--ink)}
th,td{padding:.35rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
thead th{border-bottom:1.5px solid var(--ink);vertical-align:bottom;font-weight:600}
thead th.group{border-bottom:1px solid var(--rule);text-align:center}
tbody th{font-weight:400}
tr.heading th{font-weight:600;padding-top:.9rem;background:var(--band)}
tbody tr:hover{background:var(--band)}
th.right,td.right{text-align:right;font-variant-numeric:tabular-nums}
td.right,.whole{white-space:nowrap}
td.text{max-width:28rem;overflow-wrap:anywhere}
@media (max-width:40rem){main{padding:1rem .8rem 3rem}table{font-size:.82rem}
th,td{padding:.3rem .4rem}}
@media print{@page{size:A4 landscape;margin:12mm}:root{--ink:#000;--soft:#444;--paper:#fff;
--rule:#bbb;--band:#fff;--link:#000}body{font-size:9pt}main{max-width:none;padding:0}
table{font-size:7.5pt}.scroll{overflow:visible}thead{display:table-header-group}
tr{break-inside:avoid}tr.heading{break-after:avoid}}
"""
"""A style sheet of its own, hashed into the policy of the page that holds it."""
