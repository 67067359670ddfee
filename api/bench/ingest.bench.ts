import { writeFile } from "node:fs/promises";
import { benchCore } from "./ingest/core.js";
import { runPart } from "./ingest/run-part.js";

const parts = [await benchCore(), await runPart(200), await runPart(5_000)];
const result = {
	name: "ingest",
	figures: Object.assign({}, ...parts.map(({ figures }) => figures)) as Record<string, number>,
	ratios: parts.flatMap(({ ratios }) => ratios),
};
for (const [name, value] of Object.entries(result.figures)) console.log(`${name}: ${value.toFixed(2)}`);
for (const { name, value, target, ok } of result.ratios) {
	console.log(`${ok ? "ok  " : "MISS"} ${name}: ${value.toFixed(3)} (at most ${target})`);
}
if (process.argv[2]) await writeFile(process.argv[2], `${JSON.stringify(result, undefined, "\t")}\n`);
if (result.ratios.some(({ ok }) => !ok)) process.exitCode = 1;
