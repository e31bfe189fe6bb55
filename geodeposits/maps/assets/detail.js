// One deposit with every claim about it, each with its source.
// context: { words, sources, levels, rules, edition, title, onClose }; edition and title are those of
// the dataset, for citations.
import { el, link, replaceChildren, unbroken } from "./dom.js";
import { levelMark } from "./grid.js";
import { estimatesThroughTime, reePattern } from "./charts.js";

export function drawDetail(element, deposit, context) {
  const { words } = context;
  const back = el("button", { type: "button", class: "back" }, `← ${words.detail.back}`);
  back.addEventListener("click", context.onClose);
  const { detail } = words;
  replaceChildren(
    element,
    back,
    heading(deposit, words),
    el("div", { class: "chosen" }, ["headline", "documented"].map((each) => chosen(deposit, each, context))),
    estimatesThroughTime(deposit.estimates, { words, group: deposit.group }),
    section(detail.estimates, deposit.estimates, (claim, index) => estimate(claim, marksOf(deposit, index, words), deposit, context)),
    section(detail.positions, deposit.positions, (claim) => position(claim, context)),
    section(detail.partners, deposit.partners, (party) => partner(party, context)),
    section(detail.conditions, deposit.conditions, (claim) => condition(claim, context)),
    section(detail.owners, deposit.owners, (claim) => owner(claim, context)),
    section(detail.plants, deposit.plants, (claim) => plant(claim, context)),
    section(detail.steps, deposit.steps, (claim) => step(claim, context)),
    reePattern(deposit.oxides, context),
    section(detail.oxides, deposit.oxides, (claim) => oxides(claim, context)),
    geology(deposit, context),
  );
}

function heading(deposit, words) {
  const place = [deposit.admin1, deposit.country].filter(Boolean).join(", ");
  return el(
    "header",
    {},
    el("h2", { tabindex: "-1", id: "detail-name" }, deposit.name),
    deposit.aliases && el("p", { class: "quiet" }, `${words.detail.also}: ${deposit.aliases.join(", ")}`),
    el("p", {}, [place, deposit.type].filter(Boolean).join(" · ")),
    deposit.status && el("p", {}, `${words.facts.status}: ${deposit.status}`, el("span", { class: "quiet" }, ` ${words.date(deposit.status_date) ?? ""}`)),
    deposit.scope_note && el("p", { lang: words.dataLang }, deposit.scope_note),
    deposit.undrawn && el("p", { class: "warning" }, `${words.detail.undrawn}: ${deposit.undrawn}`),
  );
}

function chosen(deposit, which, { words, sources, levels, rules }) {
  const claim = deposit.estimates?.[deposit[which]];
  const title = el("h3", {}, words.figures[which]);
  const rule = el("p", { class: "rule" }, words.detail.rule(rules[which]));
  if (!claim) return el("div", {}, title, el("p", { class: "quiet" }, words.detail.unknownFigure[which]), rule);
  return el(
    "div",
    {},
    title,
    el("p", { class: "sentence" }, unbroken(claim.sentence)),
    claim.level && el("p", { class: "evidence" }, levelMark(claim.level, words), el("span", {}, levels[claim.level])),
    el("p", { class: "quiet" }, [claim.by_name ?? claim.by, words.date(claim.date)].filter(Boolean).join(", ")),
    citation(claim, { words, sources }),
    rule,
  );
}

function section(title, claims, draw) {
  if (!claims || claims.length === 0) return null;
  return el("section", {}, el("h3", {}, title), el("ol", { class: "claims" }, claims.map((claim, i) => draw(claim, i))));
}

function marksOf(deposit, index, words) {
  return ["headline", "documented"].filter((each) => deposit[each] === index).map((each) => words.detail.chosen[each]);
}

function estimate(claim, marks, deposit, context) {
  const { words } = context;
  return el(
    "li",
    {},
    el("div", { class: "claim-head" }, el("h4", { lang: claim.label && words.dataLang }, claim.label ?? claim.kind), claim.level && levelMark(claim.level, words)),
    marks.map((mark) => el("span", { class: "mark" }, mark)),
    el("p", { class: "sentence" }, unbroken(claim.sentence)),
    claim.parts && categoryTable(claim.parts, words),
    facts(estimateFacts(claim, words), words),
    citation(claim, context),
    citing(claim, deposit, context),
  );
}

// A button that copies how to cite a figure; the text is shown too, as copying may be refused.
function citing(claim, deposit, context) {
  const { cite } = context.words;
  const shown = el("output", { class: "to-cite" });
  const button = el("button", { type: "button", class: "cite-figure" }, cite.button);
  button.addEventListener("click", async () => {
    const cited = figureCitation(claim, deposit, context);
    const isCopied = await copied(cited);
    replaceChildren(shown, el("strong", {}, isCopied ? cite.copied : cite.notCopied), " ", el("span", { class: "cited" }, cited));
  });
  return el("div", { class: "citing" }, button, shown);
}

async function copied(cited) {
  try {
    await navigator.clipboard.writeText(cited);
    return true;
  } catch {
    return false;
  }
}

// One paragraph of plain text: the figure with its basis and level, its source, the dataset.
export function figureCitation(claim, deposit, { words, sources, levels, edition, title }) {
  const { cite } = words;
  const place = [deposit.name, deposit.admin1, deposit.country].filter(Boolean).join(", ");
  const who = claim.by_name ?? claim.by;
  const parts = [
    `${place}: ${claim.sentence}`,
    claim.basis && cite.basis(claim.basis),
    claim.level && cite.level(claim.level, levels[claim.level]),
    claim.code && `${words.facts.code}: ${claim.code}`,
    claim.effective && cite.effective(words.date(claim.effective)),
    claim.published && cite.stated(words.date(claim.published)),
    who && cite.by(who),
    cite.source(citedSource(claim.cite, sources, words)),
    title && cite.in(datasetCited(title, edition, words)),
  ];
  return parts.filter(Boolean).map(sentenceOf).join(" ");
}

function sentenceOf(words) {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

function citedSource(cited, sources, words) {
  if (!cited) return words.detail.sourceMissing;
  const source = Object.hasOwn(sources, cited.source) ? sources[cited.source] : null;
  if (!source) return `${cited.source} (${words.detail.sourceMissing})`;
  const address = source.url ?? (source.doi && `https://doi.org/${source.doi}`);
  return [source.producer, source.title, words.date(source.date), cited.at, address].filter(Boolean).join(", ");
}

function datasetCited(title, edition, { cite, date }) {
  const about = edition
    ? [edition.version && cite.version(edition.version), edition.as_of && cite.asOf(date(edition.as_of)), edition.licence]
    : [];
  return [title, ...about].filter(Boolean).join(", ");
}

function estimateFacts(claim, words) {
  return {
    kind: claim.kind,
    code: claim.code,
    basis: claim.basis,
    members: claim.members?.join(", "),
    on_basis: claim.on_basis,
    categories: claim.categories?.join(" + "),
    effective: words.date(claim.effective),
    published: words.date(claim.published),
    date: claim.effective || claim.published ? undefined : words.date(claim.date),
    by: [claim.by, claim.by_name].filter(Boolean).join(": "),
    cut_off: claim.cut_off,
    zone: claim.zone,
    scope: claim.scope,
    includes_reserves: claim.includes_reserves,
    attributable_pct: claim.attributable_pct,
    competent_person: claim.competent_person,
    summed: claim.summed && words.summed,
    derived: claim.derived,
    stated: claim.stated,
    note: claim.note,
  };
}

function categoryTable(parts, words) {
  const rows = parts.map((part) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, part.categories?.join(" + ") ?? ""),
      el("td", {}, unbroken(part.sentence), part.cut_off && el("span", { class: "quiet" }, ` (${words.facts.cut_off} ${part.cut_off})`)),
    ),
  );
  return el("table", { class: "parts" }, el("tbody", {}, rows));
}

// What is shown as it stands in the data, which is in English.
const IN_THE_DATA = new Set(["note", "stated", "zone", "cut_off", "derived", "minerals", "by_products"]);

function facts(values, words) {
  const pairs = Object.entries(values).filter(([, value]) => value);
  if (pairs.length === 0) return null;
  const lang = (name) => (IN_THE_DATA.has(name) ? words.dataLang : null);
  return el("dl", {}, pairs.map(([name, value]) => el("div", {}, el("dt", {}, words.facts[name]), el("dd", { lang: lang(name) }, value))));
}

function position(claim, context) {
  const { words } = context;
  const where = el(claim.refuted ? "s" : "strong", {}, claim.where ?? "");
  const flag = claim.refuted && el("span", { class: "flag" }, words.detail.refuted);
  return el(
    "li",
    { class: claim.refuted ? "refuted" : undefined },
    el("p", {}, flag, flag && " ", where),
    claim.reason && el("p", { lang: words.dataLang }, claim.reason),
    facts({ marks: claim.marks, accuracy: claim.accuracy, note: claim.note }, words),
    citation(claim, context),
  );
}

function partner(party, context) {
  const where = party.country && party.country !== party.party ? ` (${party.country})` : "";
  const steps = party.steps.map((each) => el("li", {}, dated(each, each.stage, context), ...rest(each, context)));
  return el("li", {}, el("h4", {}, party.party + where), el("ol", { class: "steps" }, steps));
}

function rest(claim, context) {
  return [
    claim.role && el("p", { class: "quiet" }, claim.role),
    claim.terms && el("p", { lang: context.words.dataLang }, claim.terms),
    facts({ note: claim.note }, context.words),
    citation(claim, context),
  ];
}

// "2024-10  MoU": every step says when, or that nobody says when.
function dated(claim, what, { words }) {
  const when = el("span", { class: claim.date ? "when" : "when quiet" }, words.date(claim.date) ?? words.detail.noDate);
  return el("p", {}, when, " ", what && el("strong", {}, what));
}

function condition(claim, context) {
  const who = claim.party ? `${claim.party}: ` : "";
  return el("li", {}, dated(claim, who + claim.condition, context), stated(claim.text, context), note(claim, context), citation(claim, context));
}

function owner(claim, context) {
  const what = [claim.party, claim.country && `(${claim.country})`].filter(Boolean).join(" ");
  const how = [claim.role, claim.share].filter(Boolean).join(", ");
  return el("li", {}, dated(claim, what, context), text(how), note(claim, context), citation(claim, context));
}

function plant(claim, context) {
  const what = [claim.name, claim.stage && `(${claim.stage})`].filter(Boolean).join(" ");
  return el("li", {}, dated(claim, what, context), text(claim.flows?.join("; ")), note(claim, context), citation(claim, context));
}

function step(claim, context) {
  return el("li", {}, dated(claim, claim.status, context), stated(claim.text, context), note(claim, context), citation(claim, context));
}

function oxides(claim, context) {
  const shares = el("ul", { class: "shares" }, (claim.shares ?? []).map((share) => el("li", {}, share)));
  return el("li", {}, dated(claim, "", context), shares, note(claim, context), citation(claim, context));
}

function text(words) {
  return words ? el("p", {}, words) : null;
}

function stated(said, { words }) {
  return said ? el("p", { lang: words.dataLang }, said) : null;
}

function note(claim, { words }) {
  return facts({ note: claim.note }, words);
}

function geology(deposit, context) {
  const values = {
    type: deposit.type_text ?? deposit.type,
    minerals: deposit.minerals?.join(", "),
    by_products: deposit.by_products?.join(", "),
  };
  if (!deposit.type_cite) return null;
  return el(
    "section",
    {},
    el("h3", {}, context.words.detail.geology),
    facts(values, context.words),
    citation({ cite: deposit.type_cite }, context),
  );
}

function citation({ cite }, { words, sources }) {
  if (!cite) return null;
  const source = Object.hasOwn(sources, cite.source) ? sources[cite.source] : null;
  const at = cite.at ? `, ${cite.at}` : "";
  const lead = `${words.detail.source}: `;
  if (!source) return el("p", { class: "cite" }, lead, `${cite.source} (${words.detail.sourceMissing})`, at);
  const address = source.url ?? (source.doi && `https://doi.org/${source.doi}`);
  const about = [source.producer, words.date(source.date)].filter(Boolean).join(", ");
  return el("p", { class: "cite" }, lead, link(source.title ?? cite.source, address), ` ${about}${at}`);
}
