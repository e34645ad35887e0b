// Messages of Slack as HTML: from standard input {messages, language, at}, drawn by slack-blocks-to-jsx.
//
// That package reads mrkdwn as Markdown. What it would read otherwise than Slack is written for it in another way: text
// with `verbatim`, of which it would show the source; "&lt;", behind which it would still see a link or a mention; square
// brackets, which are no link in Slack; plain text, in which nothing is to be read.

"use strict";

const { readFileSync } = require("node:fs");
const { createElement } = require("react");
const { renderToStaticMarkup } = require("react-dom/server");
const { Message } = require("slack-blocks-to-jsx");

const ENTITIES = { "&lt;": "&#60;", "&gt;": "&#62;", "[": "&#91;", "]": "&#93;" };
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" rx="1" fill="#1264a3"/>' +
  '<path d="M2 2.5h5M2 4.5h5M2 6.5h3" stroke="#fff" stroke-width=".8"/></svg>';
// Slack's formats of moments that are in the digest, in the zone of the environment (TZ). Slack leaves out a year that is
// less than six months away; this reader has chosen the clock of 24 hours, the only one that the package has.
const MOMENTS = {
  date_short: { month: "short", day: "numeric" },
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
};

function asDrawn(_, value) {
  if (value?.type === "plain_text") return { ...value, verbatim: true };
  if (value?.type !== "mrkdwn") return value;
  return { type: "mrkdwn", text: value.text.replace(/&lt;|&gt;|[[\]]/g, (found) => ENTITIES[found]) };
}

function moment(seconds, format, language) {
  const at = new Date(Number(seconds) * 1000);
  return format.replace(/\{(\w+)\}/g, (_, name) => new Intl.DateTimeFormat(language, MOMENTS[name]).format(at));
}

const { messages, language, at } = JSON.parse(readFileSync(0, "utf-8"), asDrawn);
const drawn = messages.map(({ blocks }) =>
  createElement(Message, {
    blocks,
    name: "digestbot",
    logo: `data:image/svg+xml,${encodeURIComponent(ICON)}`,
    time: new Date(at),
    theme: "light",
    hooks: { date: ({ timestamp, format }) => moment(timestamp, format, language) },
  }),
);
process.stdout.write(renderToStaticMarkup(drawn));
