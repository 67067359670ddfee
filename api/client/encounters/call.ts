import type { RoomCommand } from "../../src/encounters/encounters.js";
import type { Viewer } from "../../src/encounters/engine/view.js";
import { type Fetch, HttpFailure, Refused } from "../http.js";

/** One call of a procedure. */
export interface Call {
	readonly procedure: string;
	readonly input: object;
	/** Of one that changes nothing. */
	readonly isQuery?: boolean;
}

/** The procedure that a command goes through, and what it is given beside the room and the command's id. */
export function callOf(body: RoomCommand, viewer: Viewer | undefined): Call {
	const { type, ...input } = body;
	const isLeader = viewer?.kind === "dm";
	if (type === "addParticipant" && !isLeader) return { procedure: "joinRoom", input };
	if (type === "removeParticipant" && !isLeader) return { procedure: "leaveRoom", input };
	return { procedure: PROCEDURES[type], input };
}

const PROCEDURES: Readonly<Record<RoomCommand["type"], string>> = {
	act: "takeTurn",
	react: "react",
	delay: "delay",
	reenter: "reenter",
	chat: "sendChat",
	addParticipant: "addParticipant",
	removeParticipant: "removeParticipant",
	start: "startInteraction",
	pause: "pauseInteraction",
	resume: "resumeInteraction",
	complete: "completeInteraction",
	skipTurn: "skipTurn",
	previousTurn: "previousTurn",
	setInitiative: "setInitiative",
	group: "group",
	ungroup: "ungroup",
	applyEffect: "applyEffect",
	note: "note",
	setTerrain: "setTerrain",
	undo: "undo",
	// What the room alone gives is refused by name.
	timeOut: "timeOut",
	presence: "presence",
};

/** An error as tRPC writes it. */
export interface ErrorShape {
	readonly message: string;
	readonly data: { readonly httpStatus: number; readonly retryAfterSeconds?: number };
}

/** What an error of the server means for a client. A room that is not there is as closed to them as one they may not see. */
export function errorOf({ message, data: { httpStatus, retryAfterSeconds } }: ErrorShape): Error {
	if (httpStatus === 401 || httpStatus === 403) return new Refused(httpStatus, message);
	return new HttpFailure(
		httpStatus,
		message,
		retryAfterSeconds === undefined ? undefined : retryAfterSeconds * 1000,
	);
}

/** An error in what a server sent; undefined where it is none. */
export function readError(given: unknown): ErrorShape | undefined {
	const { message, data } = membersOf(given);
	const { httpStatus, retryAfterSeconds } = membersOf(data);
	if (typeof message !== "string" || typeof httpStatus !== "number") return undefined;
	return {
		message,
		data: { httpStatus, ...(typeof retryAfterSeconds === "number" && { retryAfterSeconds }) },
	};
}

/** Of a proxy's own page nothing. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The members of what should be an object. */
export function membersOf(given: unknown): Readonly<Record<string, unknown>> {
	return typeof given === "object" && given !== null ? { ...given } : {};
}

export interface CallPorts {
	readonly fetch: Fetch;
	readonly baseUrl: string;
	readonly token: () => string | undefined;
}

/**
 * Calls a procedure. @throws Refused on 401 and 403, HttpFailure on any other
 * error of the server, and what `fetch` throws when there is no answer.
 */
export async function call(
	{ fetch, baseUrl, token }: CallPorts,
	{ procedure, input, isQuery = false }: Call,
	signal: AbortSignal,
): Promise<unknown> {
	const bearer = token();
	const text = JSON.stringify(input);
	const query = isQuery ? `?${new URLSearchParams({ input: text }).toString()}` : "";
	const response = await fetch(`${baseUrl}/trpc/${procedure}${query}`, {
		method: isQuery ? "GET" : "POST",
		headers: {
			...(!isQuery && { "content-type": "application/json" }),
			...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
		},
		...(!isQuery && { body: text }),
		cache: "no-store",
		signal,
	});
	// One that is cut in the middle is no answer, whatever its status says.
	const answer = membersOf(parsed(await response.text()));
	if (response.ok && "result" in answer) return membersOf(answer.result).data;
	const shape = readError(answer.error) ?? {
		message: response.statusText || `status ${response.status}`,
		// An answer that is none is a proxy's, not the service's.
		data: { httpStatus: response.ok ? 502 : response.status },
	};
	throw errorOf(shape);
}
