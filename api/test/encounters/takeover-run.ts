import { setTimeout as sleep } from "node:timers/promises";
import { entriesOf } from "../../src/encounters/rooms/testing/entries-of.js";
import type { Log } from "../../src/log/log.js";
import { seededRandom } from "../../src/wording/random.js";
import type { Fleet } from "../cuts/fleet.js";
import type { Instance } from "../cuts/instance.js";
import { lookUntil } from "../cuts/look-until.js";
import { startFaultProxy } from "../fault-proxy/fault-proxy.js";
import { watchMachine } from "./machine-delay.js";
import { callerAt } from "./table.js";
import { openTakeoverRoom, PLAYER, type TakeoverRoom } from "./takeover-room.js";
import { timedTurns } from "./turn-times.js";

export interface TakeoverRunOptions {
	/** Of two instances. */
	readonly fleet: Fleet;
	readonly log: Log;
	readonly seed: number;
	readonly rounds: number;
}

/** What becomes of the instances when the one that looks after the rooms is killed. */
const FATES = [
	"stays away",
	"both go, one is back at once",
	"both go, one is back late",
	"comes back at once",
] as const;
type Fate = (typeof FATES)[number];

/** Of the other instance's, from the kill, where it stood; from its return where it had gone as well. */
export interface Takeover {
	readonly fate: Fate;
	/** Milliseconds to the first command that was taken, and until each follower was shown it. */
	readonly commands: readonly number[];
	readonly followers: readonly number[];
	/**
	 * Milliseconds to the next deed of a mind whose turn was under way, whichever instance had it play; undefined where it
	 * had just ended its turn, or both instances went.
	 */
	readonly mind: number | undefined;
}

/** How late a turn was skipped, in seconds. */
export interface Drift {
	readonly seconds: number;
	/** How late the machine let timers ring just then. */
	readonly machineSeconds: number;
}

export interface TakeoverRunFigures {
	readonly seed: number;
	readonly takeovers: readonly Takeover[];
	/** Of turns whose time ran out while an instance ran. */
	readonly drifts: readonly Drift[];
	/** Seconds from an instance's return to the end of turns whose time had run out before. */
	readonly overdue: readonly number[];
	readonly faults: readonly string[];
}

/** Of a turn: room for a kill in the middle, a start, and what is left after it. */
const TURN_SECONDS = 3;
const TIMED_ROOMS = 3;

/** A mind does its first deed after more than half a second, and ends its turn as long after it. */
const THINKING_MILLISECONDS = 200;
const LONGEST_WAIT_MILLISECONDS = 600;

/** For whatever is waited for. */
const PATIENCE_MILLISECONDS = 30_000;
const AGAIN_MILLISECONDS = 20;

/** A client takes a connection for a good one that has stood ten seconds. */
const STABLE_MILLISECONDS = 11_000;

/** What was due so shortly before a kill may have been under way. */
const UNDER_WAY_SECONDS = 0.1;

interface Outage {
	/** Unix seconds. */
	readonly from: number;
	readonly to: number;
}

const now = (): number => Date.now() / 1000;

/** Kills the instance that looks after all rooms in the middle of their turns, over and over. */
export async function runTakeovers({
	fleet,
	log,
	seed,
	rounds,
}: TakeoverRunOptions): Promise<TakeoverRunFigures> {
	const random = seededRandom(`${seed} takeovers`);
	const faults: string[] = [];
	const takeovers: Takeover[] = [];
	const outages: Outage[] = [];
	const machine = watchMachine();
	let [lead, other] = fleet.instances as readonly [Instance, Instance];
	// A balancer that has noticed: an instance that is being begun anew does not answer yet.
	let led = lead;
	/** Of the killed one, where it is under way. */
	let beginning: Promise<void> | undefined;
	const balancer = await startFaultProxy({ plan: () => ({ target: led.port }) });
	const open = (name: string, turnSeconds: number | null): Promise<TakeoverRoom> =>
		openTakeoverRoom({ name, port: lead.port, balancer: balancer.port, turnSeconds, random });
	const minded = await open("minded", null);
	const timed: TakeoverRoom[] = [];
	for (let index = 0; index < TIMED_ROOMS; index += 1) {
		timed.push(await open(`timed ${index}`, TURN_SECONDS));
		await sleep((random() * TURN_SECONDS * 1000) / TIMED_ROOMS);
	}
	const rooms = [minded, ...timed];

	async function until(isTrue: () => boolean, what: string): Promise<number> {
		if (!(await lookUntil(isTrue, PATIENCE_MILLISECONDS))) faults.push(`never: ${what}`);
		return now();
	}

	/** Says something at an instance until it is taken. */
	async function say(room: TakeoverRoom, text: string, { port }: Instance): Promise<number> {
		const caller = callerAt(port, room.dm.token);
		const deadline = now() + PATIENCE_MILLISECONDS / 1000;
		while (now() < deadline) {
			const { roomId } = room;
			const order = { roomId, id: text, channel: "party", text } as const;
			const told = await caller.sendChat.mutate(order).catch(() => undefined);
			if (told?.ok) return now();
			await sleep(AGAIN_MILLISECONDS);
		}
		faults.push(`never taken: ${text}`);
		return now();
	}

	/** Unix seconds from which on the other instance is there. */
	async function strike(fate: Fate): Promise<number> {
		const killedAt = now();
		led = other;
		if (fate === "stays away" || fate === "comes back at once") {
			await lead.kill();
			if (fate === "comes back at once") beginning = lead.start();
			return killedAt;
		}
		await Promise.all([lead.kill(), other.kill()]);
		if (fate === "both go, one is back late") await sleep(TURN_SECONDS * 1000);
		await other.start();
		const returnedAt = now();
		// Their tries have become rare meanwhile; so does a page that somebody looks at again.
		for (const client of rooms.flatMap(({ clients }) => clients)) client.check();
		outages.push({ from: killedAt - UNDER_WAY_SECONDS, to: returnedAt });
		return returnedAt;
	}

	/** When a mind did something next (unix seconds), or undefined where it had ended its turn. */
	async function deedAfter(killedAt: number): Promise<number | undefined> {
		const events = (await entriesOf(log, minded.roomId)).flatMap(({ data }) => data.events);
		const ended = events.filter(({ type }) => type === "TURN_COMPLETED").at(-1)!.at;
		if (ended < killedAt) return undefined;
		return events.find(({ type, at }) => (type === "ACTED" || type === "TURN_COMPLETED") && at > killedAt)
			?.at;
	}

	/** The player ends their turn, and a mind has begun to play when it resolves. */
	async function beginMindsTurn(): Promise<void> {
		await until(() => minded.turn()?.seatId === PLAYER, "the player's turn");
		await minded.clients[1].command({ type: "act", action: { type: "end", entityId: PLAYER } });
		await sleep(THINKING_MILLISECONDS + random() * LONGEST_WAIT_MILLISECONDS);
	}

	async function round(number: number): Promise<void> {
		const fate = FATES[number % FATES.length]!;
		const isMinded = !fate.startsWith("both");
		if (isMinded) await beginMindsTurn();
		else await sleep(random() * LONGEST_WAIT_MILLISECONDS);
		const killedAt = now();
		const since = await strike(fate);
		const milliseconds = async (done: Promise<number>): Promise<number> => ((await done) - since) * 1000;
		const text = (index: number): string => `round ${number}, room ${index}`;
		const all = await Promise.all([
			Promise.all(rooms.map((room, index) => milliseconds(say(room, text(index), other)))),
			Promise.all(
				rooms.map((room, index) => milliseconds(until(() => room.haveHeard(text(index)), "everybody back"))),
			),
			until(() => minded.turn()?.seatId === PLAYER, "the end of the mind's turn"),
			...timed.map((room) => until(() => (room.turn()?.startedAt ?? 0) > killedAt, "the next turn")),
		]);
		const [commands, followers] = all;
		const deed = isMinded ? await deedAfter(killedAt) : undefined;
		takeovers.push({ fate, commands, followers, mind: deed && (deed - since) * 1000 });
		await (beginning ?? lead.start());
		beginning = undefined;
		[lead, other] = [other, lead];
	}

	for (let number = 0; number < rounds && faults.length === 0; number += 1) {
		await round(number);
		// Until then who was cut off for long tries as seldom as before, wherever others are.
		const isNextAlone = FATES[(number + 1) % FATES.length] === "comes back at once";
		if (isNextAlone && number + 1 < rounds) await sleep(STABLE_MILLISECONDS);
	}
	for (const room of rooms) room.leave();
	await balancer.close();
	const drifts: Drift[] = [];
	const overdue: number[] = [];
	for (const { roomId } of timed) {
		const { turns, faults: wrong } = timedTurns(await entriesOf(log, roomId));
		faults.push(...wrong);
		for (const { dueAt, skippedAt } of turns) {
			const outage = outages.find(({ from, to }) => dueAt >= from && dueAt <= to);
			if (outage) overdue.push(Math.max(0, skippedAt - outage.to));
			else
				drifts.push({ seconds: skippedAt - dueAt, machineSeconds: machine.within(dueAt - 0.05, skippedAt) });
		}
	}
	machine.stop();
	return { seed, takeovers, drifts, overdue, faults: [...faults, ...fleet.complaints()] };
}
