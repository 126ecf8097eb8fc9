// What the charts need of Vega and nothing else: a view of compiled specifications, drawn as SVG. Expressions are
// interpreted, since a page may forbid code made from text. VENDOR.toml says how vega.js is bundled from this.
import { transforms } from "vega-dataflow";
import { datajoin, encode, scale } from "vega-encode";
import { expressionInterpreter } from "vega-interpreter";
import { parse } from "vega-parser";
import { collect, filter, relay, sieve } from "vega-transforms";
import { View } from "vega-view";
import { bound, mark, overlap, render, viewlayout } from "vega-view-transforms";

Object.assign(transforms, { bound, collect, datajoin, encode, filter, mark, overlap, relay, render, scale, sieve, viewlayout });

/** A living view of a compiled Vega specification in `host`. @param {HTMLElement} host @param {any} spec */
export default function draw(host, spec) {
  return new View(parse(spec, undefined, { ast: true }), { container: host, renderer: "svg", hover: false, expr: expressionInterpreter });
}
