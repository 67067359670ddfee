import { pathToFileURL } from "node:url";
import { type BenchResult, ratioWithin, reportBench } from "./bench-result.js";
import { colyseus, mergePatch, ourPackedSocket, ourPackedSse, ourSse } from "./encoding/encodings.js";
import { townStream } from "./encoding/stream.js";

const TICKS = 120;
const SEED = 7;

/**
 * Towns that are told: few and many members, level and hilly ground. Ours say cursor, tick and time of each tick as
 * well, which @colyseus/schema leaves to others: with a dozen moves that weighs more than the moves.
 */
const TOWNS = [
	{ members: 50, hilly: false, target: undefined },
	{ members: 1000, hilly: false, target: 1 },
	{ members: 1000, hilly: true, target: 1 },
];

/** Bytes of each moved member in a tick, for every way of telling the same moves. */
export function run(): BenchResult {
	const figures: Record<string, number> = {};
	const ratios = [];
	for (const { members, hilly, target } of TOWNS) {
		const { first, ticks } = townStream({ members, ticks: TICKS, seconds: 1, hilly, seed: SEED });
		const town = `${members} members${hilly ? " on hills" : ""}`;
		const moved = ticks.reduce((sum, tick) => sum + tick.moved.length, 0);
		figures[`${town}, moved_per_tick`] = moved / TICKS;
		const bytesOf = (make: typeof colyseus): number => {
			const encoding = make(first);
			const bytes = ticks.reduce((sum, tick) => sum + encoding.bytes(tick), 0) / moved;
			figures[`${town}, ${encoding.name} bytes_per_move`] = bytes;
			return bytes;
		};
		const theirs = bytesOf(colyseus);
		bytesOf(mergePatch);
		bytesOf(ourSse);
		for (const [name, make] of [
			["WebSocket", ourPackedSocket],
			["SSE", ourPackedSse],
		] as const) {
			ratios.push(ratioWithin(`${name} / @colyseus/schema, ${town}`, bytesOf(make) / theirs, target));
		}
	}
	return { name: "encoding: bytes of a moved member in a tick", figures, ratios };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) reportBench(run());
