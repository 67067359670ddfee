import { Agent, request } from "node:http";
import { median, timed } from "./measure.js";
import { createTown } from "./town.js";

/** What the client is to do. */
export interface ClientWork {
	readonly members: number;
	readonly rounds: number;
	/** Rounds for which one server is busy before the next one's turn comes. */
	readonly roundsInARow: number;
	/** Rounds that only warm up. */
	readonly warmUp: number;
	/** One member in so many walks on between two payloads. */
	readonly walksOneIn: number;
	readonly path: string;
	/** Of the servers, which are sent each payload. */
	readonly ports: readonly number[];
}

/** Milliseconds that each server takes for a payload, by their ports, and the bytes of one payload. */
export interface ClientResult {
	readonly bytes: number;
	readonly milliseconds: readonly number[];
}

async function post(agent: Agent, to: { port: number; path: string }, body: Buffer): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const headers = { "content-type": "application/json", "content-length": body.length };
		const sent = request({ ...to, host: "127.0.0.1", method: "POST", agent, headers }, (res) => {
			res.resume();
			res.on("end", () => {
				if (res.statusCode === 200) resolve();
				else reject(new Error(`${to.path} answered ${res.statusCode}`));
			});
		});
		sent.on("error", reject);
		sent.end(body);
	});
}

async function run(work: ClientWork): Promise<ClientResult> {
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const town = createTown(work.members);
	const times = work.ports.map((): number[] => []);
	let bytes = 0;
	for (let round = 1; round <= work.rounds; round += work.roundsInARow) {
		const bodies = Array.from({ length: work.roundsInARow }, (_, index) => {
			town.walk(work.walksOneIn);
			return Buffer.from(JSON.stringify(town.full(round + index)));
		});
		bytes = bodies[0]!.length;
		for (const [index, port] of work.ports.entries()) {
			for (const body of bodies) {
				const time = await timed(() => post(agent, { port, path: work.path }, body));
				if (round > work.warmUp) times[index]!.push(time);
			}
		}
	}
	agent.destroy();
	return { bytes, milliseconds: times.map(median) };
}

// In a process of its own, so that the client's work is not counted as the server's.
process.once("message", (work) => {
	void run(work as ClientWork).then((result) => process.send?.(result, () => process.disconnect()));
});
