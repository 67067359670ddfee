import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { z } from "zod";
import type { Probe } from "../../http/probes.js";
import { Refusal } from "../../http/refusal.js";
import { coalesce } from "../../log/coalesce.js";
import { EXPERIENCE_ID, type Experiences, type Player, type StateAt } from "../experience.js";
import { type ApiAnswer, type ApiCall, type ApiCallerOptions, createApiCaller } from "./api-caller.js";
import { actionAnswer, chatAnswer, checkRefused, OddAnswer, readAnswer } from "./remote-answer.js";
import { viewAnswer, worldAnswer } from "./remote-answer.js";
import { API_RETRY_AFTER_SECONDS, WORLD_PACE_MS } from "./remote-limits.js";

export interface RemoteExperiencesOptions extends ApiCallerOptions {
	/** Told once each time that the api goes away, or answers what it never should. */
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

/** Experiences whose state another process holds. */
export interface RemoteExperiences extends Experiences {
	/** Whether the api answers, and takes this process's key. */
	readonly probe: Probe;
	readonly close: () => void;
}

/**
 * Asks the api (`ROLE=api`) for experiences, with a game server's key on behalf of each player. Every action and
 * message is given an id where it has none, so that one whose connection broke can be sent again and is done once.
 * What the api refuses is refused here; where it cannot be reached, or is broken, calls reject with `unavailable`.
 */
export function createRemoteExperiences({ report, ...options }: RemoteExperiencesOptions): RemoteExperiences {
	const caller = createApiCaller(options);
	const worlds = new Map<string, () => Promise<StateAt>>();
	/** What is wrong with the api, as far as the last call tells. */
	let trouble: string | undefined;

	function note(found: string | undefined, error?: unknown): void {
		if (found !== undefined && found !== trouble) {
			report("The api cannot be asked for experiences.", { reason: found, err: error });
		}
		trouble = found;
	}

	async function ask<T>(call: ApiCall, read: (answer: ApiAnswer) => T): Promise<T> {
		try {
			const answer = read(await caller.call(call));
			note(undefined);
			return answer;
		} catch (error) {
			if (error instanceof Refusal) {
				note(undefined);
				throw error;
			}
			note(error instanceof OddAnswer ? error.message : "the api cannot be reached", error);
			throw new Refusal("unavailable", "The state of experiences cannot be had right now.", {
				retryAfterSeconds: API_RETRY_AFTER_SECONDS,
				cause: error,
			});
		}
	}

	const askFor = <T>(call: ApiCall, schema: z.ZodType<T>): Promise<T> =>
		ask(call, (answer) => readAnswer(answer, schema));

	function pathOf(experience: string, rest: string): string {
		// What cannot be one is known to be none without asking.
		if (!EXPERIENCE_ID.test(experience)) throw new Refusal("not_found", "There is no such experience.");
		return `/v1/experience/${experience}/${rest}`;
	}

	function post({ experience, userId }: Player, rest: string, body: object): Omit<ApiCall, "repeatable"> {
		const path = pathOf(experience, rest);
		return { method: "POST", path, body: { ...body, user_id: userId }, behalfOf: userId };
	}

	/** Asks for the shared world for all who want it meanwhile, at a pace that the api bears however many they are. */
	function createLook(experience: string): () => Promise<StateAt> {
		let beganAt = -Infinity;
		return coalesce(async () => {
			const early = beganAt + WORLD_PACE_MS - performance.now();
			if (early > 0) await pause(early);
			beganAt = performance.now();
			const path = pathOf(experience, "world");
			const call: ApiCall = { method: "GET", path, behalfOf: `experience ${experience}`, repeatable: true };
			const { cursor, world } = await askFor(call, worldAnswer);
			return { cursor, data: JSON.stringify(world) };
		});
	}

	return {
		view: async ({ experience, userId }) => {
			const query = new URLSearchParams({ user_id: userId }).toString();
			const path = pathOf(experience, `view?${query}`);
			const call: ApiCall = { method: "GET", path, behalfOf: userId, repeatable: true };
			const { cursor, view } = await askFor(call, viewAnswer);
			return { cursor, data: JSON.stringify(view) };
		},
		world: async (experience) => {
			const look = worlds.get(experience) ?? createLook(experience);
			worlds.set(experience, look);
			try {
				return await look();
			} catch (error) {
				// Names that are made up must not pile up here.
				if (error instanceof Refusal && error.code === "not_found") worlds.delete(experience);
				throw error;
			}
		},
		act: async (player, { id = randomUUID(), action, vouched = false }) => {
			// A key alone would vouch, as a game server's does.
			const body = { ...action, id, vouched };
			return askFor({ ...post(player, "actions", body), repeatable: true }, actionAnswer);
		},
		chat: async (player, { id = randomUUID(), content }) => {
			const call: ApiCall = { ...post(player, "chat", { id, content }), repeatable: true };
			const { message_id: messageId, cursor } = await askFor(call, chatAnswer);
			return { messageId, cursor };
		},
		// One that is repeated late would put the player back to where it stood before.
		moveTo: async (player, position) =>
			ask({ ...post(player, "position", { ...position }), repeatable: false }, checkRefused),
		probe: {
			name: "api",
			// Whoever is connected goes on, and hears what changes.
			required: false,
			check: async () => {
				const call: ApiCall = {
					method: "GET",
					path: "/v1/experience",
					behalfOf: "a probe",
					repeatable: false,
				};
				try {
					await ask(call, checkRefused);
				} catch (error) {
					if (!(error instanceof Refusal)) throw error;
					return { ready: false, detail: trouble ?? error.detail };
				}
				return { ready: true };
			},
		},
		close: caller.close,
	};
}
