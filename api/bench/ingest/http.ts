import { SNAPSHOT_PATHS } from "../../src/snapshots/snapshot-paths.js";
import { built } from "../built.js";
import type { ClientResult, ClientWork } from "./http-client.js";
import type { ServedIngest } from "./http-server.js";
import { ratio } from "./ratio.js";
import type { BenchPart } from "./ratio.js";
import { askProcess, startProcess } from "./run-part.js";

/** Members told of in all rounds, so that a small payload is repeated until its code is as hot as a large one's. */
const MEMBERS_TOLD = 600_000;
const FEWEST_ROUNDS = 120;
/** Of each server: short ones, so that a busy moment of the machine meets both. */
const TURNS = 60;

/** A steady stream of full snapshots over HTTP, beside the same bodies parsed and kept unchecked. */
async function benchHttp(members: number): Promise<BenchPart> {
	const kinds: ServedIngest[] = ["plain", "validated"];
	const server = await built(new URL("./http-server.ts", import.meta.url));
	const servers = await Promise.all(kinds.map((kind) => startProcess<number>(server, kind)));
	const rounds = Math.max(FEWEST_ROUNDS, MEMBERS_TOLD / members);
	const work: ClientWork = {
		members,
		rounds,
		roundsInARow: rounds / TURNS,
		warmUp: rounds / 3,
		walksOneIn: 20,
		path: SNAPSHOT_PATHS[0],
		ports: servers.map(({ result }) => result),
	};
	const result = await askProcess<ClientResult>("./http-client.ts", work);
	for (const { stop } of servers) stop();
	const [plain, validated] = result.milliseconds as [number, number];
	return {
		figures: {
			[`bytes of ${members} members`]: result.bytes,
			[`express.json at ${members} members, ms`]: plain,
			[`ingest at ${members} members, ms`]: validated,
		},
		ratios: [
			ratio(`validated ingest / unvalidated express.json at ${members} members`, validated / plain, 1.25),
		],
	};
}

process.once("message", (members) => {
	void benchHttp(members as number).then((part) => process.send?.(part, () => process.disconnect()));
});
