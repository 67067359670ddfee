import type { RoomCommand } from "../../src/encounters/encounters.js";
import { waitsForDm } from "../../src/encounters/keeping/may-wait.js";
import type { CommandTold, QueuedTold } from "../../src/encounters/router/wire.js";
import { systemClock, type Clock } from "../clock.js";
import { createCredential, type CredentialOptions } from "../credential.js";
import { createDoorChoice } from "../door-choice.js";
import type { TwoWaySocket } from "../experience/experience-session.js";
import type { SocketClass } from "../follow-socket.js";
import type { Fetch } from "../http.js";
import { keepConnected } from "../keep-connected.js";
import { createListeners } from "../listeners.js";
import { randomId } from "../random-id.js";
import { createReturns } from "../returns.js";
import { createStatusBoard } from "../status.js";
import { browserWake, type Wake } from "../wake.js";
import { callOf } from "./call.js";
import { createCaller } from "./caller.js";
import { followRoom, NoSuchRoom } from "./follow-room.js";
import { give as withGiven, type Held, look, NOTHING_HELD, refuse, take, taken, without } from "./held.js";
import {
	isUnsettled,
	type Queued,
	withAsked,
	withFate,
	withKept,
	withoutQueued,
	withTold,
} from "./queued.js";
import type { EncounterAnswer, EncounterClient, EncounterState } from "./state.js";

export interface EncounterClientOptions extends CredentialOptions {
	/** Where the API lives, without a slash at the end; the empty text in a page that it serves. */
	readonly baseUrl: string;
	readonly roomId: string;
	/** Default: the global one; where there is none, server-sent events are followed. */
	readonly WebSocket?: SocketClass<TwoWaySocket>;
	readonly fetch?: Fetch;
	/** In [0, 1), for the jitter of tries. */
	readonly random?: () => number;
	/** A text that no other command of this user ever had. */
	readonly newId?: () => string;
	readonly clock?: Clock;
	readonly wake?: Wake;
}

/** @see EncounterClient. Nothing happens before `start`, but commands that are given wait for nothing. */
export function createEncounterClient(options: EncounterClientOptions): EncounterClient {
	const { baseUrl, roomId } = options;
	const clock = options.clock ?? systemClock;
	const random = options.random ?? Math.random;
	const newId = options.newId ?? randomId;
	const webSocket = options.WebSocket ?? globalThis.WebSocket;
	const listeners = createListeners<EncounterState>(options.onListenerError);
	const credential = createCredential(options);
	const doors = createDoorChoice(webSocket ? ["socket", "stream"] : ["stream"], clock);
	const calling = {
		fetch: options.fetch ?? ((url: string, init: RequestInit) => globalThis.fetch(url, init)),
		baseUrl,
		token: credential.token,
	};
	const caller = createCaller({ ...calling, clock, random, renew: credential.renew });
	let held: Held = NOTHING_HELD;
	let door = doors.pick();
	let isOpen = false;
	/** Of what waited: what is being asked after. */
	const asking = new Set<string>();

	const board = createStatusBoard<"expired" | "missing">(clock, () => show(held));
	const returns = createReturns({ clock, board, isKnown: () => held.confirmed !== undefined });

	function snapshot(): EncounterState {
		const { viewer, confirmed, refused, queued, events } = held;
		return {
			status: board.status(),
			reason: board.reason(),
			viewer,
			confirmed,
			refused,
			queued,
			events,
			...look(held),
		};
	}

	function show(next: Held): void {
		held = next;
		shown = snapshot();
		listeners.tell(shown);
	}

	const connection = keepConnected({
		clock,
		random,
		wake: options.wake ?? browserWake,
		connect: (stop, standing) => {
			door = doors.pick();
			const following = followRoom(
				door,
				{
					...calling,
					clock,
					webSocket,
					roomId,
					place: held.place,
					opened: () => {
						standing.opened();
						isOpen = true;
						caller.hurry();
						returns.opened();
						void askAfterQueued();
					},
					take: (update, place) => {
						doors.works(door);
						const isFirst = held.confirmed === undefined;
						show(take(held, update, place));
						if (update.type === "news") returns.ledOn();
						else if (!isFirst) returns.replaced();
						if (update.type === "view") void learnQueued();
						else if (update.commandId !== undefined) void askAfterQueued(update.commandId);
					},
				},
				stop,
			);
			standing.following(following);
			return following.ended;
		},
		renew: (refused) => {
			// A door that did not open may have been refused as well.
			doors.forgive();
			return credential.renew(refused);
		},
		cut: (end, reason) => {
			const isNext = doors.ended(door, end);
			if (isOpen || !isNext) returns.cut(reason);
			isOpen = false;
			return isNext;
		},
		refused: (refused) => {
			if (refused instanceof NoSuchRoom) board.set("missing", refused.message);
			else board.set(refused.status === 401 && held.confirmed ? "expired" : "refused", refused.message);
		},
	});
	let shown = snapshot();

	const setQueued = (queued: Queued): void => {
		if (queued !== held.queued) show({ ...held, queued });
	};

	/** Gives a command under its id: one that was given before is answered with what it came to then. */
	async function give(id: string, body: RoomCommand): Promise<CommandTold> {
		const told = await caller.ask(() => {
			const { procedure, input } = callOf(body, held.viewer);
			return { procedure, input: { ...input, roomId, id } };
		});
		return told as CommandTold;
	}

	/** What waited has run once the encounter goes on; what was not told of it, one or all, is asked for. */
	async function askAfterQueued(only?: string): Promise<void> {
		if (!held.confirmed || waitsForDm(held.confirmed)) return;
		const open = held.queued.filter(
			({ id, fate }) => fate === "waiting" && !asking.has(id) && (only ?? id) === id,
		);
		for (const { id } of open) asking.add(id);
		for (const { id, body } of open) {
			// Without an answer it is asked for again when the connection is there again.
			const told = await give(id, body).catch(() => undefined);
			asking.delete(id);
			if (told) setQueued(withFate(held.queued, id, told));
		}
	}

	/** What was left before this client began is shown as well. */
	async function learnQueued(): Promise<void> {
		const { viewer, confirmed } = held;
		if (!confirmed || !waitsForDm(confirmed) || viewer?.kind !== "player") return askAfterQueued();
		const wanted = { procedure: "room", input: { roomId }, isQuery: true };
		const told = await caller.ask(() => wanted).catch(() => undefined);
		const { queued = [] } = (told ?? {}) as { readonly queued?: readonly QueuedTold[] };
		setQueued(withTold(held.queued, queued));
	}

	async function command(body: RoomCommand, { id = newId() } = {}): Promise<EncounterAnswer> {
		show(withGiven(held, { id, body }));
		try {
			const answer = await give(id, body);
			if (answer.ok) {
				show(taken(held, id, answer.cursor));
				return { ok: true };
			}
			const { code, reason } = answer;
			show(refuse(held, id, { code, reason }));
			return { ok: false, code, reason };
		} catch (error) {
			show(without(held, id));
			throw error;
		}
	}

	return {
		state: () => shown,
		subscribe: listeners.subscribe,
		start() {
			const wasConnecting = board.status() === "connecting";
			if (connection.start() && !wasConnecting) returns.cut("starting");
		},
		check() {
			connection.check();
			caller.hurry();
		},
		close() {
			connection.stop();
			caller.close();
			board.set("closed");
		},
		command,
		async queue(body, { id = newId() } = {}) {
			setQueued(withAsked(held.queued, { id, body }));
			try {
				await caller.ask(() => ({ procedure: "queueAction", input: { roomId, id, command: body } }));
				setQueued(withKept(held.queued, id));
			} catch (error) {
				setQueued(withoutQueued(held.queued, id));
				throw error;
			}
			void askAfterQueued(id);
		},
		dismiss: () => show({ ...held, refused: undefined }),
		dismissQueued: () => setQueued(held.queued.filter(isUnsettled)),
	};
}
