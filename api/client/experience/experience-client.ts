import type { ActionResultWire, ActionWire, Vec3Wire } from "../../../game/src/shared/wire/index.js";
import { systemClock, type Clock } from "../clock.js";
import { createCredential, type CredentialOptions } from "../credential.js";
import type { SocketClass } from "../follow-socket.js";
import type { Fetch } from "../http.js";
import { keepConnected } from "../keep-connected.js";
import { createListeners } from "../listeners.js";
import { randomId } from "../random-id.js";
import { createStatusBoard, type SyncStatus } from "../status.js";
import { browserWake, type Wake } from "../wake.js";
import { CommandFailed, createCommands } from "./commands.js";
import { runExperienceSession, type TwoWaySocket } from "./experience-session.js";
import { createExperienceIntake } from "./experience-intake.js";
import type { ExperienceState } from "./experience-state.js";
import type { AnswerMessage } from "./server-message.js";

/** As of StateSync, and `expired`: the token that was good has run out, and there is no other. */
export type ExperienceStatus = SyncStatus | "expired";

/** All that a client shows, as one value that is another one after each change. */
export interface ExperienceSnapshot extends ExperienceState {
	readonly status: ExperienceStatus;
	/** Why the status is what it is, for people to read. */
	readonly reason: string | undefined;
}

export interface ExperienceClientOptions extends CredentialOptions {
	/** Where the API lives, without a slash at the end; the empty text in a page that it serves. */
	readonly baseUrl: string;
	readonly experience: string;
	/** Default: the global one; before Node 22 there is none, and `ws` has one. */
	readonly WebSocket?: SocketClass<TwoWaySocket>;
	readonly fetch?: Fetch;
	/** In [0, 1), for the jitter of tries. */
	readonly random?: () => number;
	/** A text that no other command of this user ever had. */
	readonly newId?: () => string;
	readonly clock?: Clock;
	readonly wake?: Wake;
}

export interface CommandOptions {
	/** Under which it is done once, whatever becomes of the connection, the page or this client; made up by default. */
	readonly id?: string;
}

/** A player's own view of an experience, in real time, and their hands in it. */
export interface ExperienceClient {
	readonly state: () => ExperienceSnapshot;
	/** Calls `listener` after each change; returns the stop. */
	readonly subscribe: (listener: (state: ExperienceSnapshot) => void) => () => void;
	/** Starts following; does nothing while it already does. */
	readonly start: () => void;
	/** Looks now whether the connection still stands, and does not wait for the next try. */
	readonly check: () => void;
	/** Commands that are still unanswered reject. */
	readonly close: () => void;
	/**
	 * Does an action once, through any cut. Resolves once, with what the world says to it, which may be a refusal; what
	 * it changed comes with the state. Rejects with CommandFailed.
	 */
	readonly act: (action: ActionWire, options?: CommandOptions) => Promise<ActionResultWire>;
	/** Says something. Resolves when it is taken; the narrator's answer comes with the state, as `messageId`'s. */
	readonly chat: (content: string, options?: CommandOptions) => Promise<{ readonly messageId: string }>;
	/** Where the player stands in the place, in studs. Only the latest counts; it is not answered. */
	readonly position: (position: Vec3Wire) => void;
}

/** The kind of answer that a command has; another one is the server's mistake. */
function expectAnswer<Type extends AnswerMessage["type"]>(
	answer: AnswerMessage,
	type: Type,
): Extract<AnswerMessage, { readonly type: Type }> {
	if (answer.type === type) return answer as Extract<AnswerMessage, { readonly type: Type }>;
	throw new CommandFailed("unexpected", `the server answered ${answer.type}`);
}

/** @see ExperienceClient. Nothing happens before `start`. */
export function createExperienceClient(options: ExperienceClientOptions): ExperienceClient {
	const clock = options.clock ?? systemClock;
	const random = options.random ?? Math.random;
	const newId = options.newId ?? randomId;
	const webSocket = options.WebSocket ?? globalThis.WebSocket;
	if (!webSocket) throw new Error("there is no WebSocket here: hand one in");
	const listeners = createListeners<ExperienceSnapshot>(options.onListenerError);
	const credential = createCredential(options);
	const commands = createCommands({ clock, random });
	let position: string | undefined;
	/** Of the connection that stands. */
	let send: ((text: string) => void) | undefined;

	function snapshot(): ExperienceSnapshot {
		const { userId, view, world, updates, narrations } = intake.held();
		return { status: board.status(), reason: board.reason(), userId, view, world, updates, narrations };
	}

	function show(): void {
		shown = snapshot();
		listeners.tell(shown);
	}

	const board = createStatusBoard<"expired">(clock, show);
	const intake = createExperienceIntake({
		clock,
		board,
		changed: show,
		connected() {
			if (!send) return;
			if (position !== undefined) send(position);
			commands.connected(send);
		},
		answered: (answer) => void commands.answer(answer),
	});
	let shown = snapshot();

	function disconnected(): void {
		send = undefined;
		commands.disconnected();
	}

	const connection = keepConnected({
		clock,
		random,
		wake: options.wake ?? browserWake,
		connect: (stop, standing) => {
			intake.begin();
			return runExperienceSession(
				{
					baseUrl: options.baseUrl,
					experience: options.experience,
					clock,
					fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
					webSocket,
					token: credential.token,
					cursor: intake.cursor(),
					opened: (through) => {
						send = through;
						standing.opened();
					},
					take: intake.take,
					following: standing.following,
				},
				stop,
			);
		},
		renew: credential.renew,
		cut: (_, reason) => {
			disconnected();
			intake.cut(reason);
			return false;
		},
		refused: ({ status, message }) => {
			disconnected();
			board.set(status === 401 && intake.held().view ? "expired" : "refused", message);
			commands.failAll("refused", message);
		},
	});

	return {
		state: () => shown,
		subscribe: listeners.subscribe,
		start() {
			const wasConnecting = board.status() === "connecting";
			if (connection.start() && !wasConnecting) intake.cut("starting");
		},
		check: connection.check,
		close() {
			connection.stop();
			disconnected();
			board.set("closed");
			commands.failAll("closed", "the client was closed");
		},
		act: (action, { id = newId() } = {}) =>
			commands.ask(id, { type: "action", ...action }, (said) => expectAnswer(said, "action_result").result),
		chat: async (content, { id = newId() } = {}) => {
			const { messageId } = await commands.ask(id, { type: "chat", content }, (said) =>
				expectAnswer(said, "chat_accepted"),
			);
			return { messageId };
		},
		position({ x, y, z }) {
			position = JSON.stringify({ type: "position", x, y, z });
			send?.(position);
		},
	};
}
