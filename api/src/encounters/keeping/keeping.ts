import { randomUUID } from "node:crypto";
import { coalesce } from "../../log/coalesce.js";
import { isMentioned } from "../../log/is-mentioned.js";
import type { Log } from "../../log/log.js";
import type { FoldedTopic, FoldedTopicDeps } from "../../log/folded-topic.js";
import type { Encounters } from "../encounters.js";
import type { GameState } from "../engine/state.js";
import type { OnEntry, Rooms } from "../rooms/rooms.js";
import { createAttendance } from "./attendance.js";
import type { EncounterMind } from "./encounter-mind.js";
import type { KeepingEntry } from "./keeping-entries.js";
import { BEAT_SECONDS, LOOK_MS } from "./keeping-limits.js";
import { KEPT_TOPIC, type Kept, keptFold } from "./kept.js";
import { createKeptTopic } from "./kept-topic.js";
import { createMindTurns } from "./mind-turns.js";
import { isOfTheLog } from "./of-the-log.js";
import { checkMayWait, planQueued } from "./queued-commands.js";
import { createRoomCare, mayBegin } from "./room-care.js";
import { sayPresence } from "./say-presence.js";
import { settleUser, stateOf } from "./settle-user.js";
import { createTurnTimers } from "./turn-timers.js";
import { createWatch } from "./watch-presence.js";

/** Why a room pauses by itself in which nobody is and nobody does anything: its turns would time out for ever. */
const ABANDONED = "Nobody is here any more.";

const SYSTEM = { kind: "system" } as const;

type Topic = FoldedTopic<Kept, KeepingEntry>;

export interface KeepingDeps extends FoldedTopicDeps {
	readonly rooms: Pick<Rooms, "command" | "give" | "giveUnlessPaused" | "held" | "releaseIdle" | "state">;
	readonly log: Log;
	readonly mind: EncounterMind;
	/** Unix seconds. */
	readonly now: () => number;
	/** A room that nobody has done anything in for so long is let go of. */
	readonly idleSeconds: number;
	/** Hears of rooms that were let go of, with their last state. */
	readonly onRelease: (roomId: string, state: GameState) => void;
	readonly mindSeconds?: number;
}

/** What rooms do by themselves, in a process. */
export interface Keeping extends Pick<Encounters, "attend" | "command" | "queue" | "queued"> {
	readonly onEntry: OnEntry;
	/** Lets go of rooms that are idle: to be called now and then. Does not reject. */
	readonly sweep: () => Promise<void>;
	/** Takes a user out of what is known of connections and of what waits; whether there was anything. */
	readonly eraseUser: (userId: string) => Promise<boolean>;
	/** Ends what is under way. Rooms and log are their owners' to close. */
	readonly stop: () => Promise<void>;
}

export function createKeeping(deps: KeepingDeps): Keeping {
	const { log, rooms, mind, now, report, idleSeconds, onRelease, mindSeconds } = deps;
	const process = randomUUID();
	const states = new Map<string, GameState>();
	/** When somebody did something in a room last, by this process's clock. */
	const usedAt = new Map<string, number>();
	/** Rooms in which something is to be done, perhaps. */
	const wanted = new Set<string>();
	let saidAt = -Infinity;
	/** Whether somebody came or went, here or elsewhere, or it is time to look. */
	let isAttendanceDue = true;
	let isStopped = false;

	const attendance = createAttendance(() => wakeAll());
	const kept = createKeptTopic(deps, () => wakeAll());
	const watch = createWatch(process);
	const timers = createTurnTimers({ give: rooms.give, now, report });
	const minds = createMindTurns({
		rooms,
		mind,
		report,
		...(mindSeconds !== undefined && { seconds: mindSeconds }),
	});
	const care = createRoomCare({
		rooms,
		minds,
		process,
		known: (roomId) => states.get(roomId),
		here: (roomId) => attendance.here.get(roomId)?.keys() ?? [],
		isAbsent: watch.isAbsentMinded,
		now,
		newMark: randomUUID,
	});

	/** Nothing is written where there is nothing to say. */
	const say = async (
		topic: Topic,
		plan: (known: Readonly<Kept>) => readonly KeepingEntry[],
	): Promise<void> => {
		if (plan(topic.state).length > 0)
			await topic.write((known) => ({ entries: plan(known), result: undefined }));
	};

	const lookAtOthers = async (topic: Topic): Promise<void> => {
		if (!isAttendanceDue) return;
		isAttendanceDue = false;
		const isBeatDue = now() - saidAt >= BEAT_SECONDS;
		await say(topic, (known) => sayPresence(known, { process, here: attendance.here, isBeatDue }));
		if (isBeatDue) saidAt = now();
		watch.look(topic.state, now());
		for (const other of watch.gone(topic.state)) {
			await say(topic, (known) =>
				watch.isGone(known, other) ? [{ type: "gone", data: { process: other } }] : [],
			);
		}
		for (const user of watch.dropped()) await settleUser(rooms, topic, user);
	};

	const tendAll = async (topic: Topic): Promise<void> => {
		for (const roomId of wanted) {
			if (isStopped) return;
			// What happens there meanwhile is looked at again.
			wanted.delete(roomId);
			await care.tend(topic, roomId).catch((error: unknown) => {
				if (!isOfTheLog(error)) return report("A room could not be looked after.", { roomId, error });
				wanted.add(roomId);
				throw error;
			});
		}
	};

	const look = coalesce(async () => {
		if (isStopped) return;
		try {
			const topic = await kept.open();
			await lookAtOthers(topic);
			await tendAll(topic);
		} catch (error) {
			if (!isOfTheLog(error)) report("A look after rooms was cut short.", { error });
		}
	});
	const wake = (): void => void look();
	const wakeAll = (): void => {
		isAttendanceDue = true;
		wake();
	};

	const opened = async <T>(work: (topic: Topic) => Promise<T>): Promise<T> => work(await kept.open());

	const releaseIdle = async (topic: Topic): Promise<void> => {
		// Those that may be under way are held, however quiet they are.
		for (const [roomId, { live }] of topic.state.rooms) if (live !== undefined) await stateOf(rooms, roomId);
		for (const [roomId, { status }] of states) {
			const isAbandoned =
				status === "active" &&
				!topic.state.rooms.get(roomId)?.present.size &&
				now() - (usedAt.get(roomId) ?? now()) >= idleSeconds;
			if (isAbandoned) await rooms.give(roomId, { by: SYSTEM, body: { type: "pause", reason: ABANDONED } });
		}
		await rooms.releaseIdle(idleSeconds);
		const held = new Set((await rooms.held()).map(({ roomId }) => roomId));
		const released = [...states].filter(([roomId]) => !held.has(roomId));
		for (const [roomId] of released) {
			states.delete(roomId);
			usedAt.delete(roomId);
			timers.drop(roomId);
		}
		for (const [roomId, state] of released) onRelease(roomId, state);
	};

	const ticking = setInterval(() => {
		void kept.open().then(
			({ state }) => {
				for (const roomId of state.rooms.keys()) wanted.add(roomId);
			},
			() => undefined,
		);
		wakeAll();
	}, LOOK_MS);

	return {
		attend: attendance.attend,
		command: async (roomId, given) => {
			if (mayBegin(given)) await opened((topic) => care.announce(topic, roomId, given));
			return rooms.command(roomId, given);
		},
		queue: async (roomId, given) => {
			checkMayWait(await rooms.state(roomId), given);
			const command = { ...given, id: given.id ?? randomUUID() };
			await opened((topic) =>
				topic.write((known) => ({ entries: planQueued(known, roomId, command), result: undefined })),
			);
		},
		queued: (roomId, userId) =>
			opened(async ({ state }) =>
				(state.rooms.get(roomId)?.queued ?? []).filter(({ by }) => "userId" in by && by.userId === userId),
			),
		onEntry: (roomId, entry, state) => {
			states.set(roomId, state);
			const isSomebody = entry?.data.by.kind === "dm" || entry?.data.by.kind === "player";
			if (isSomebody || !usedAt.has(roomId)) usedAt.set(roomId, now());
			timers.note(roomId, state);
			wanted.add(roomId);
			wake();
		},
		sweep: () =>
			opened(releaseIdle).catch((error: unknown) => {
				if (!isOfTheLog(error)) report("Idle rooms could not be let go of.", { error });
			}),
		eraseUser: (userId) =>
			opened(async (topic) => {
				const mention = JSON.stringify(userId);
				const isThere = keptFold.dump(topic.state).includes(mention);
				if (!isThere && !(await isMentioned(log, KEPT_TOPIC, mention))) return false;
				await topic.write(() => ({ entries: [{ type: "erased", data: { userId } }], result: undefined }));
				await log.forget(KEPT_TOPIC, await topic.putAside());
				return true;
			}),
		stop: async () => {
			clearInterval(ticking);
			isStopped = true;
			timers.stop();
			await minds.stop();
			await look();
			// The others need not wait to see that it is gone.
			await opened((topic) =>
				say(topic, ({ processes }) => (processes.has(process) ? [{ type: "gone", data: { process } }] : [])),
			).catch(() => undefined);
			await kept.stop();
		},
	};
}
