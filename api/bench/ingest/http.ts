import { SNAPSHOT_PATHS } from "../../src/snapshots/snapshot-paths.js";
import type { ClientResult, ClientWork } from "./http-client.js";
import { PLAIN_PATH, startServer } from "./http-server.js";
import { ratio } from "./ratio.js";
import type { BenchPart } from "./ratio.js";
import { askProcess } from "./run-part.js";

/** Members told of in all rounds, so that a small payload is repeated until its code is as hot as a large one's. */
const MEMBERS_TOLD = 300_000;
const FEWEST_ROUNDS = 120;

/** A steady stream of full snapshots over HTTP, beside the same bodies parsed and thrown away. */
async function benchHttp(members: number): Promise<BenchPart> {
	const server = await startServer();
	const rounds = Math.max(FEWEST_ROUNDS, MEMBERS_TOLD / members);
	const work: ClientWork = {
		port: server.port,
		members,
		rounds,
		warmUp: rounds / 3,
		walksOneIn: 20,
		paths: [PLAIN_PATH, SNAPSHOT_PATHS[0]],
	};
	const result = await askProcess<ClientResult>("./http-client.ts", work);
	server.stop();
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
