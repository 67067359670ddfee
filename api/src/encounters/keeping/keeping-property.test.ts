import { describe, expect, it } from "vitest";
import { createFatefulLog, type Fate } from "../../log/testing/fateful-log.js";
import { pick, type Random, seededRandom } from "../../wording/random.js";
import { keeperOf, roomOf } from "./testing/keeper.js";
import { virtualClock } from "./testing/virtual-clock.js";

/** Runs; more by `ENCOUNTER_RUNS=500`, which takes minutes. */
const RUNS = Number(process.env["ENCOUNTER_RUNS"] ?? 12);

const STEPS = 25;
const TURN_SECONDS = 7;
const USERS = ["ana", "bo", "cy"];
const PROCESSES = [0, 1, 2];

/** After the last thing that happened everything is known: a lease, a grace, and looks. */
const SETTLED_SECONDS = 12;

const pass = virtualClock();

type Process = ReturnType<typeof keeperOf>;

interface Connection {
	readonly process: Process;
	readonly userId: string;
	readonly leave: () => void;
}

/** Processes that come and go, with users who do, over a log that fails now and then. */
async function runAtRandom(random: Random) {
	const shared = createFatefulLog();
	let isCalm = false;
	const append = (): Fate => (isCalm || random() < 0.9 ? "held" : random() < 0.5 ? "unheard" : "lost");
	const begin = (): Process => keeperOf(shared, { fates: { append } });
	const first = keeperOf(shared);
	const those = USERS.map((userId) => ({ entityId: `of ${userId}`, userId }));
	const roomId = await roomOf(first, those, TURN_SECONDS);
	const processes = [first, ...PROCESSES.slice(1).map(begin)];
	const everThere = new Set<string>();
	let connections: readonly Connection[] = [];
	const killed: Process[] = [];

	const deeds = [
		() => {
			const process = pick(random, processes)!;
			const userId = pick(random, USERS)!;
			everThere.add(userId);
			connections = [...connections, { process, userId, leave: process.keeping.attend(roomId, userId) }];
		},
		() => {
			const gone = pick(random, connections);
			gone?.leave();
			connections = connections.filter((one) => one !== gone);
		},
		async () => {
			const at = Math.floor(random() * processes.length);
			const old = processes[at]!;
			await old.kill();
			killed.push(old);
			connections = connections.filter(({ process }) => process !== old);
			processes[at] = begin();
		},
	];
	for (let step = 0; step < STEPS; step += 1) {
		await pick(random, [deeds[0]!, deeds[0]!, deeds[1]!, deeds[1]!, deeds[2]!])!();
		await pass(random() * 6);
	}
	isCalm = true;
	await pass(SETTLED_SECONDS);
	const states = [];
	for (const { rooms } of processes) states.push(await rooms.state(roomId));
	const reports = [...killed, ...processes].flatMap((one) => one.reports);
	const there = new Set(connections.map(({ userId }) => userId));
	for (const { stop } of processes) await stop();
	return { state: states[0]!, states, there, everThere, reports };
}

describe("rooms that processes look after which come and go", () => {
	it("[EK1] [EK5] [EK6] [EK7] know who is there in the end, and end each turn once, when its time is up", async () => {
		for (let seed = 0; seed < RUNS; seed += 1) {
			const { state, states, there, everThere, reports } = await runAtRandom(
				seededRandom(`run ${String(seed)}`),
			);
			const connected = Object.values(state.participants)
				.filter(({ userId, isConnected }) => isConnected && everThere.has(userId!))
				.map(({ userId }) => userId);
			expect([seed, connected.sort()]).toEqual([seed, [...there].sort()]);
			for (const other of states) expect(other).toEqual(state);
			const { turnHistory } = state;
			expect(turnHistory.map(({ reason }) => reason)).toEqual(turnHistory.map(() => "timeout"));
			const names = turnHistory.map(({ seatId, roundNumber }) => `${seatId} ${String(roundNumber)}`);
			expect(new Set(names).size).toBe(names.length);
			for (const [at, { endedAt }] of turnHistory.slice(1).entries()) {
				const lasted = endedAt - turnHistory[at]!.endedAt;
				expect(lasted).toBeGreaterThanOrEqual(TURN_SECONDS - 0.001);
				// Where the log fails it is told again after a moment.
				expect(lasted).toBeLessThan(TURN_SECONDS + 1.5);
			}
			expect(reports).toEqual([]);
		}
	}, 60_000);
});
