"""Documents as one self-contained HTML page: no script, no request, text escaped here and once."""

from __future__ import annotations

from html import escape
from typing import Final

from geodeposits.report.document import Document
from geodeposits.report.markup import Markup, style_policy

__all__ = ["page"]

_STYLE: Final = """
:root{color-scheme:light dark;--ink:#1c2126;--soft:#57606a;--paper:#fff;--rule:#d5dae0;
--band:#f5f7f9;--link:#0b5cad;--bad:#b3261e;--warn:#8a5300}
@media (prefers-color-scheme:dark){:root{--ink:#e4e7ea;--soft:#a3adb8;--paper:#15181c;
--rule:#39414a;--band:#1d2227;--link:#7db7f5;--bad:#ff8a80;--warn:#f0b45c}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:84rem;margin:0 auto;padding:1.5rem 1.25rem 4rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.15rem;margin:2.5rem 0 .6rem;padding-top:.8rem;border-top:2px solid var(--ink)}
p{max-width:72ch;margin:.5rem 0}
p.lead{color:var(--soft);margin:0}
a{color:var(--link);text-underline-offset:.15em}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.6rem 0;max-width:84ch}
dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
ul{padding-left:1.2rem;margin:.5rem 0}li{margin:.35rem 0;overflow-wrap:anywhere}
.scroll{overflow-x:auto;margin:.8rem 0 1.4rem}
.scroll:focus-visible,a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;font-weight:600;padding:.4rem 0}
caption span{display:inline-block;position:sticky;left:0;max-width:calc(100vw - 2rem)}
th,td{padding:.4rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
thead th,thead td{border-bottom:1.5px solid var(--ink);vertical-align:bottom;font-weight:600}
thead th.group{border-bottom:1px solid var(--rule)}
tbody th{font-weight:400}
tbody tr:hover{background:var(--band)}
.right{text-align:right;font-variant-numeric:tabular-nums}
td.right{white-space:nowrap}
.text{min-width:11rem}
.short{min-width:3.2rem}.whole{white-space:nowrap;width:1%}
.line{display:block;overflow-wrap:anywhere}
.right .line{overflow-wrap:normal}
.muted,.note{color:var(--soft)}.muted a{color:inherit}
.level{display:inline-block;min-width:1.6em;padding:0 .3em;text-align:center;font-weight:600;
border:1.5px solid currentColor;border-radius:1em}
.level-B{border-style:double;border-width:3px}.level-C{border-style:dashed}
.level-D,.level-E{border-style:dotted}.level-E{color:var(--soft)}
.error{color:var(--bad);font-weight:600}.warning{color:var(--warn);font-weight:600}
li:target{background:var(--band);outline:2px solid var(--link);outline-offset:2px}
@media (max-width:40rem){main{padding:1rem .8rem 3rem}table{font-size:.82rem}
th,td{padding:.35rem .4rem}.text{min-width:8.5rem}}
@media print{@page{size:A4 landscape;margin:12mm}:root{--ink:#000;--soft:#444;--paper:#fff;
--rule:#bbb;--band:#fff;--link:#000;--bad:#000;--warn:#000}body{font-size:9pt}
main{max-width:none;padding:0}table{font-size:7.5pt}.scroll{overflow:visible}
thead{display:table-header-group}tr,li{break-inside:avoid}h2,caption{break-after:avoid}
.text,.short{min-width:0}a{text-decoration:none}}
"""
_POLICY: Final = style_policy(_STYLE)


def page(document: Document) -> str:
    """Return the document as an HTML page in its language, with a line end at the end."""
    markup = Markup.of(document)
    title = escape(document.title)
    lead = "".join(f'<p class="lead">{markup.line(part)}</p>\n' for part in document.lead)
    sections = "".join(markup.section(s, number) for number, s in enumerate(document.sections))
    return (
        f'<!DOCTYPE html>\n<html lang="{document.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="geodeposits report">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{lead}{_contents(document)}{sections}</main>\n</body>\n</html>\n"
    )


def _contents(document: Document) -> str:
    """List the sections, each a link, where the document asks for it."""
    if not document.has_contents:
        return ""
    items = "".join(
        f'<li><a href="#section-{number}">{escape(section.title)}</a></li>\n'
        for number, section in enumerate(document.sections)
    )
    return f'<nav aria-label="Contents">\n<ul>\n{items}</ul>\n</nav>\n'
