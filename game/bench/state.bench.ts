import { resultLine } from "./clusters/measure";
import { advanced, EMPTY_BASELINE } from "../src/server/state/baseline";
import { difference } from "../src/server/state/delta";
import type { Difference } from "../src/server/state/delta";
import { buildState, NOTHING_BUILT } from "../src/server/state/game-state";
import { Interactions } from "../src/server/state/interactions";
import type { Cluster } from "../src/server/clusters/cluster";
import type { SnapshotWire } from "../src/shared/wire";
import { FakeJson } from "../test/backend/fake-json";
import { FakePlace } from "../test/backend/fake-place";
import { SeededRandom } from "../test/harness/random";

const MEMBERS = 1000;
const GROUP = 4;
const ROUNDS = 21;
const OPTIONS = {
	scope: "all",
	moveThresholdStuds: 0.1,
	limit: math.huge,
	except: new Set<string>(),
} as const;

/** Milliseconds that `run` takes, the median of several rounds. */
function median(run: () => void): number {
	const times: number[] = [];
	for (const _ of $range(1, ROUNDS)) {
		const from = os.clock();
		run();
		times.push((os.clock() - from) * 1000);
	}
	return times.sort()[math.floor(ROUNDS / 2)]!;
}

function asBody(kind: SnapshotWire["kind"], { humanContext, clusters, removed }: Difference): SnapshotWire {
	return { timestamp: 0, kind, events: [], humanContext, clusters, removed };
}

function bytes(body: SnapshotWire): number {
	const encoding = new FakeJson().encode(body);
	return encoding.ok ? encoding.text.size() : 0;
}

/** What a delta with one member in a hundred moved may weigh, as a share of the full snapshot. */
const MAX_DELTA_SHARE = 0.02;

/** A thousand members, most of them in groups of four, and a delta where one in a hundred has moved. */
export = () => {
	const place = new FakePlace(new SeededRandom(1), () => 0);
	const ids: string[] = [];
	for (const _ of $range(1, MEMBERS)) ids.push(place.add());
	const clusters = new Map<string, Cluster>();
	const clusterOf = new Map<string, string>();
	for (let i = 0; i + GROUP <= MEMBERS; i += GROUP) {
		const members = [ids[i]!, ids[i + 1]!, ids[i + 2]!, ids[i + 3]!];
		clusters.set(`c${i}`, { id: `c${i}`, members, formed: 0, updated: 0 });
		for (const id of members) clusterOf.set(id, `c${i}`);
	}
	const ticked = { at: 0, clusters, clusterOf, changes: [] };
	const interactions = new Interactions(10);
	const build = () => buildState({ place, interactions, ticked, before: NOTHING_BUILT });

	const first = build();
	const full = asBody("full", difference(first, EMPTY_BASELINE, OPTIONS));
	const held = advanced(EMPTY_BASELINE, full);
	for (const i of $range(0, MEMBERS / 100 - 1)) place.bodies.get(ids[i * 100]!)!.x += 5;
	const moved = build();
	const delta = asBody("delta", difference(moved, held, OPTIONS));

	const times = {
		build: median(build),
		full: median(() => difference(moved, EMPTY_BASELINE, OPTIONS)),
		delta: median(() => difference(moved, held, OPTIONS)),
		advance: median(() => advanced(held, delta)),
	};
	const sizes = { full: bytes(full), delta: bytes(delta) };
	const figures = new Map([
		[`build ${MEMBERS} ms`, times.build],
		["full ms", times.full],
		["delta ms", times.delta],
		["acknowledgement ms", times.advance],
		["full bytes", sizes.full],
		["delta bytes", sizes.delta],
	]);
	const line = resultLine("state", figures, [
		{ name: "delta with 1% moved, bytes of full", value: sizes.delta / sizes.full, target: MAX_DELTA_SHARE },
	]);
	print(line);
	return line;
};
