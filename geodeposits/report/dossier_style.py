"""How a dossier looks: on a screen, on a phone, and on A4."""

from __future__ import annotations

from typing import Final

__all__ = ["STYLE"]

STYLE: Final = """
:root{color-scheme:light;--ink:#16202a;--soft:#55616d;--paper:#fff;--rule:#d3d9df;--band:#f3f6f8;
--accent:#0b4f8a;--bad:#a8201a;--warn:#7d4a00}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:#e9edf0;color:var(--ink);
font:15px/1.45 "Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif}
main{max-width:68rem;margin:0 auto}
article{background:var(--paper);padding:2rem 2.25rem 2.5rem;margin:1.5rem 0;
box-shadow:0 1px 4px #16202a2b}
.kicker{max-width:none;display:flex;flex-wrap:wrap;justify-content:space-between;
gap:0 1.5rem;margin:0 0 1rem;
padding-bottom:.4rem;border-bottom:3px solid var(--accent);color:var(--soft);font-size:.82rem}
.kicker span:first-child{color:var(--accent);font-weight:700}
h1{font-size:2.1rem;line-height:1.15;margin:0 0 .3rem;letter-spacing:-.01em}
h2{font-size:1.02rem;line-height:1.25;margin:1.5rem 0 .45rem;padding-bottom:.2rem;
border-bottom:1px solid var(--rule);color:var(--accent)}
h3{font-size:.82rem;line-height:1.3;margin:0 0 .1rem;color:var(--soft);font-weight:700}
p{margin:.35rem 0;max-width:95ch}
p.lead{margin:.1rem 0}
p.lead:nth-of-type(1){font-size:1.05rem}
a{color:var(--accent);text-underline-offset:.15em}
a:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.row{display:grid;gap:0 1.75rem;grid-template-columns:minmax(0,118fr) minmax(0,61fr)}
.row.alone{grid-template-columns:minmax(0,1fr)}
.row>div{min-width:0}
.cards{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 1.25rem}
.pair{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 1.75rem}
.card{border-left:3px solid var(--accent);padding-left:.7rem}
.card+.card{border-color:var(--rule)}
.card p{margin:.15rem 0;font-size:.85rem}
.card p.figure{font-size:1.45rem;line-height:1.15;font-weight:700;margin:.1rem 0 .25rem;
overflow-wrap:anywhere}
.figure .muted{font-size:.62em}
dl{margin:.4rem 0;font-size:.85rem}
dt{font-weight:700}dd{margin:0 0 .3rem;overflow-wrap:anywhere}
ul{padding-left:1.1rem;margin:.4rem 0;font-size:.88rem}
li{margin:.25rem 0;overflow-wrap:anywhere}
.sources{list-style:none;padding:0;columns:2;column-gap:1.75rem}
.sources li{break-inside:avoid;padding-left:2.1rem;position:relative}
.sources li>strong{position:absolute;left:0}
.sources li:target{background:var(--band);outline:2px solid var(--accent)}
figure{margin:.3rem 0 .6rem}
img{display:block;width:100%;height:auto}
figcaption{font-size:.78rem;color:var(--soft)}
.scroll{overflow-x:auto;margin:.4rem 0 .9rem}
table{border-collapse:collapse;width:100%;font-size:.82rem;line-height:1.32}
caption{text-align:left;font-weight:700;padding:.2rem 0}
th,td{padding:.28rem .7rem .28rem 0;text-align:left;vertical-align:top;
border-bottom:1px solid var(--rule)}
th:last-child,td:last-child{padding-right:0}
thead th,thead td{border-bottom:1.5px solid var(--ink);vertical-align:bottom;font-weight:700}
tbody th{font-weight:400}
.share-10{width:10%}.share-15{width:15%}.share-20{width:20%}.share-25{width:25%}
.share-30{width:30%}.share-50{width:50%}.share-55{width:55%}
.joined th,.joined td{border-top:0;padding-top:0}
.right{text-align:right;font-variant-numeric:tabular-nums}
.whole,td.right{white-space:nowrap}
.line{display:block;overflow-wrap:anywhere}
.muted{color:var(--soft)}
.paper{display:none}
.level{display:inline-block;min-width:1.6em;padding:0 .3em;text-align:center;font-weight:700;
border:1.5px solid currentColor;border-radius:1em}
.level-B{border-style:double;border-width:3px}.level-C{border-style:dashed}
.level-D,.level-E{border-style:dotted}.level-E{color:var(--soft)}
.error{color:var(--bad);font-weight:700}.warning{color:var(--warn);font-weight:700}
.note{color:var(--soft);font-weight:700}
@media screen and (max-width:46rem){article{padding:1.1rem 1rem 2rem;margin:0 0 .75rem}
.row,.cards,.pair{grid-template-columns:minmax(0,1fr)}
.card{margin-bottom:.8rem}.sources{columns:1}h1{font-size:1.7rem}
.wide{min-width:46rem}}
@page{size:A4;margin:9mm 11.5mm 12mm;
@bottom-left{font:6.5pt Arial,"Liberation Sans",sans-serif;color:#55616d}
@bottom-right{font:6.5pt Arial,"Liberation Sans",sans-serif;color:#55616d}}
@media print{:root{--ink:#000;--soft:#404a54;--accent:#0b4f8a}
body{background:#fff;font-size:7.4pt;line-height:1.3;
-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:none}
article{padding:0;margin:0;box-shadow:none}
article+article{break-before:page}
.screen{display:none}.paper{display:block}
.kicker{margin:0 0 1.5mm;padding-bottom:.8mm;font-size:7pt;border-width:.8mm}
h1{font-size:19pt;margin:0 0 .5mm}
p.lead:nth-of-type(1){font-size:8.6pt}
h2{font-size:8.6pt;margin:2.2mm 0 .8mm;padding-bottom:.4mm;break-after:avoid}
h3{font-size:7pt;break-after:avoid}
p{margin:.5mm 0;max-width:none;orphans:3;widows:3}
.row{gap:0 5mm;grid-template-columns:121mm minmax(0,1fr)}
.row.alone{grid-template-columns:minmax(0,1fr)}
.cards,.pair{gap:0 4mm}
.card{padding-left:2mm;break-inside:avoid}
.card p{font-size:7pt;margin:.4mm 0}
.card p.figure{font-size:13pt;margin:.2mm 0 .6mm}
dl,ul{font-size:7pt;margin:.6mm 0}dt{float:left;margin-right:1.5mm}
dd{margin:0 0 .6mm}li{margin:.4mm 0}
.sources{font-size:6pt;line-height:1.22;columns:3;column-gap:4mm}
.sources li{padding-left:4.6mm;margin:.25mm 0}
figure{margin:.4mm 0 .8mm;break-inside:avoid}
figcaption{font-size:6pt;line-height:1.2}
.scroll{overflow:visible;margin:.4mm 0 1.2mm}
table{font-size:6.4pt;line-height:1.18}
thead{display:table-header-group}
tr,li,dl>*{break-inside:avoid}
tbody tr:first-child{break-after:avoid}tbody tr:last-child{break-before:avoid}
th,td{padding:.28mm 1.5mm .28mm 0}
thead th,thead td{border-bottom-width:.25mm}
.level{border-width:.25mm;padding:0 .2em;line-height:1.1}.level-B{border-width:.6mm}
.text{min-width:0}
section>p{font-size:6.2pt}
a{color:inherit;text-decoration:none}
.sources a,td a,th a,dd a,.card a{color:var(--accent)}}
"""
