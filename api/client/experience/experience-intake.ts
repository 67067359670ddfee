import type { Clock } from "../clock.js";
import { endFor, Lost } from "../ends.js";
import { Refused } from "../http.js";
import { createReturns, noLongerLeadsOn } from "../returns.js";
import type { StatusBoard } from "../status.js";
import { NOTHING_HELD, type Held } from "./experience-state.js";
import { formatPlace, isWhole } from "./place.js";
import { readServerMessage, type AnswerMessage, type StateMessage } from "./server-message.js";
import { takeMessage } from "./take-message.js";

/** Takes what connections bring, one after the other, and keeps what the player knows. */
export interface ExperienceIntake {
	readonly held: () => Held;
	/** Where the next connection goes on after; undefined asks for fresh state. */
	readonly cursor: () => string | undefined;
	/** Another connection is being made. */
	readonly begin: () => void;
	/** The connection is gone. */
	readonly cut: (reason: string) => void;
	/** Takes one message. Throws where the connection is of no more use; what is held is then right or distrusted. */
	readonly take: (data: unknown) => void;
}

export interface ExperienceIntakePorts {
	readonly clock: Clock;
	readonly board: Pick<StatusBoard, "set" | "notice">;
	/** What is held is another now. */
	readonly changed: () => void;
	/** The server is ready for commands. */
	readonly connected: () => void;
	readonly answered: (answer: AnswerMessage) => void;
}

export function createExperienceIntake(ports: ExperienceIntakePorts): ExperienceIntake {
	let held: Held = NOTHING_HELD;
	let isFollowing = false;
	let resetBecause: string | undefined;
	const returns = createReturns({
		clock: ports.clock,
		board: ports.board,
		isKnown: () => held.view !== undefined && held.world !== undefined,
	});

	/** There is something to go on from: known before, or `isFresh`, just told. */
	function follow(isFresh: boolean): void {
		if (!isWhole(held.place)) return;
		if (isFresh && resetBecause !== undefined) returns.distrust(resetBecause);
		if (isFollowing && isFresh) returns.replaced();
		else returns.opened();
		isFollowing = true;
	}

	function takeState(message: StateMessage): void {
		const before = held;
		held = takeMessage(held, message);
		if (message.type === "reset") {
			resetBecause = noLongerLeadsOn(message.reason);
		} else if (message.type === "connected") {
			follow(false);
			ports.connected();
		} else if (message.type === "view" || message.type === "world") {
			follow(true);
		} else if (held !== before && message.type !== "heartbeat") {
			returns.ledOn();
		}
		if (held !== before) ports.changed();
	}

	function dispatch(data: unknown): void {
		const message = readServerMessage(data);
		switch (message?.type) {
			case undefined:
				return;
			case "close":
				throw endFor(message.reason);
			case "error":
			case "action_result":
			case "chat_accepted":
				return ports.answered(message);
			case "connected":
			case "reset":
			case "view":
			case "world":
			case "update":
			case "content":
			case "heartbeat":
				return takeState(message);
		}
	}

	return {
		held: () => held,
		cursor: () => (isWhole(held.place) ? formatPlace(held.place) : undefined),
		begin() {
			isFollowing = false;
			resetBecause = undefined;
		},
		cut: returns.cut,
		take(data) {
			try {
				dispatch(data);
			} catch (error) {
				if (error instanceof Lost || error instanceof Refused) throw error;
				returns.distrust(error instanceof Error ? error.message : String(error));
				held = { ...held, place: NOTHING_HELD.place };
				throw error;
			}
		},
	};
}
