import { backoffMs } from "../backoff.js";
import type { Clock } from "../clock.js";
import type { AnswerMessage } from "./server-message.js";

/** A command was not done, or nobody can say whether it was. */
export class CommandFailed extends Error {
	override readonly name = "CommandFailed";

	constructor(
		/** The server's code, such as `bad_message` or `failed`; `refused` and `closed` are the client's own. */
		readonly code: string,
		message: string,
	) {
		super(message);
	}
}

/** What the server was too busy for is asked again, as the same command. */
const PASSING = new Set(["rate_limited", "unavailable"]);
/** Tries before a server that stays too busy is believed: about a quarter of a minute. */
const MOST_TRIES = 6;

/** Commands on their way: each is sent until it is answered, always under its one id, and answered once. */
export interface Commands {
	/** Rejects with CommandFailed; `T` is what the answer of such a command is. */
	readonly ask: <T>(id: string, command: object, read: (answer: AnswerMessage) => T) => Promise<T>;
	/** A connection stands: whatever is unanswered is sent through it, in the order in which it was asked. */
	readonly connected: (send: (text: string) => void) => void;
	readonly disconnected: () => void;
	/** Takes an answer; false where nobody waits for it. */
	readonly answer: (answer: AnswerMessage) => boolean;
	/** Nothing that waits will be answered. */
	readonly failAll: (code: string, message: string) => void;
}

export interface CommandPorts {
	readonly clock: Clock;
	/** In [0, 1), for the jitter of tries. */
	readonly random: () => number;
}

interface Waiting {
	readonly text: string;
	readonly answer: (answer: AnswerMessage) => void;
	readonly fail: (error: Error) => void;
	tries: number;
	/** Set while it waits for its next try. */
	stopTimer?: (() => void) | undefined;
}

export function createCommands({ clock, random }: CommandPorts): Commands {
	const waiting = new Map<string, Waiting>();
	let send: ((text: string) => void) | undefined;

	function take(id: string): Waiting | undefined {
		const found = waiting.get(id);
		found?.stopTimer?.();
		waiting.delete(id);
		return found;
	}

	function tryAgain(command: Waiting): void {
		command.stopTimer ??= clock.after(backoffMs(command.tries, random()), () => {
			command.stopTimer = undefined;
			send?.(command.text);
		});
		command.tries += 1;
	}

	return {
		ask(id, command, read) {
			if (waiting.has(id)) {
				return Promise.reject(new CommandFailed("repeated", `a command ${id} is under way already`));
			}
			const answered = new Promise<AnswerMessage>((resolve, reject) => {
				const text = JSON.stringify({ ...command, id });
				waiting.set(id, { text, answer: resolve, fail: reject, tries: 1 });
				send?.(text);
			});
			return answered.then(read);
		},
		connected(through) {
			send = through;
			for (const { text, stopTimer } of waiting.values()) if (!stopTimer) send(text);
		},
		disconnected() {
			send = undefined;
		},
		answer(said) {
			const { id = "" } = said;
			const command = waiting.get(id);
			if (!command) return false;
			if (said.type === "error") {
				if (PASSING.has(said.code) && command.tries < MOST_TRIES) tryAgain(command);
				else take(id)?.fail(new CommandFailed(said.code, said.message));
			} else {
				take(id)?.answer(said);
			}
			return true;
		},
		failAll(code, message) {
			for (const id of [...waiting.keys()]) take(id)?.fail(new CommandFailed(code, message));
		},
	};
}
