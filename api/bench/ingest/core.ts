import { normaliseSnapshot } from "../../src/snapshots/normalise.js";
import { parseSnapshot } from "../../src/snapshots/parse-snapshot.js";
import { createFakeLog } from "../../src/worlds/fake-log.js";
import { createWorlds } from "../../src/worlds/worlds.js";
import type { Worlds } from "../../src/worlds/worlds.js";
import { median, timed } from "./measure.js";
import { ratio } from "./ratio.js";
import type { BenchPart } from "./ratio.js";
import { createTown } from "./town.js";

const MEMBERS = 1_000;
const ROUNDS = 200;
/** One in a hundred members moves between two deltas. */
const MOVES_ONE_IN = 100;

function newWorlds(): Worlds {
	return createWorlds({
		log: createFakeLog(),
		now: () => 0,
		newId: () => crypto.randomUUID(),
		report: () => undefined,
	});
}

async function ingest(worlds: Worlds, text: string): Promise<void> {
	await worlds.ingest("town", normaliseSnapshot(parseSnapshot(JSON.parse(text))));
}

/** Body text to change set logged, without HTTP: a first full snapshot, and deltas after it. */
export async function benchCore(): Promise<BenchPart> {
	const town = createTown(MEMBERS);
	const followed = newWorlds();
	await ingest(followed, JSON.stringify(town.full(1)));
	const times = { parse: [] as number[], full: [] as number[], delta: [] as number[] };
	const bytes = { full: [] as number[], delta: [] as number[] };
	for (let round = 2; round <= ROUNDS; round += 1) {
		town.walk(MOVES_ONE_IN);
		const full = JSON.stringify(town.full(round));
		const delta = JSON.stringify(town.delta(round));
		bytes.full.push(full.length);
		bytes.delta.push(delta.length);
		times.parse.push(await timed(() => JSON.parse(full) as unknown));
		times.full.push(await timed(() => ingest(newWorlds(), full)));
		times.delta.push(await timed(() => ingest(followed, delta)));
	}
	const [parse, full, delta] = [median(times.parse), median(times.full), median(times.delta)];
	return {
		figures: {
			"JSON.parse of 1,000 members, ms": parse,
			"ingest of 1,000 new members, ms": full,
			"ingest of 1% moved, ms": delta,
			"full snapshot, bytes": median(bytes.full),
			"delta of 1% moved, bytes": median(bytes.delta),
		},
		ratios: [
			ratio("ingest of a full snapshot / JSON.parse of it", full / parse, 4),
			ratio("bytes of a 1% delta / of the full", median(bytes.delta) / median(bytes.full), 0.02),
			ratio("time of a 1% delta / of the full", delta / full, 0.05),
		],
	};
}
