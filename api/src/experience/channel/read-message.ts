import { z } from "zod";
import type { ExperienceCommandWire } from "../../../../game/src/shared/wire/index.js";
import { pathErrors } from "../../http/path-errors.js";
import type { PathError } from "../../http/refusal.js";
import { action, chatContent, id, position } from "../experience-schema.js";
import { MAX_CURSOR } from "./channel-limits.js";

const answered = { id: id.optional() };

type CommandType = ExperienceCommandWire["type"];
type CommandOf<T extends CommandType> = Extract<ExperienceCommandWire, { readonly type: T }>;

const COMMANDS: { readonly [T in CommandType]: z.ZodType<CommandOf<T>> } = {
	ping: z.object({ ...answered, type: z.literal("ping") }),
	action: z.object({ ...answered, type: z.literal("action") }).and(action),
	chat: z.object({ ...answered, type: z.literal("chat"), content: chatContent }),
	position: position.extend({ ...answered, type: z.literal("position") }),
	resume: z.object({ ...answered, type: z.literal("resume"), cursor: z.string().max(MAX_CURSOR) }),
};

const KNOWN = `must be one of ${Object.keys(COMMANDS).join(", ")}`;

/** Why a message is no command. */
export interface NoCommand {
	readonly code: "bad_json" | "bad_message" | "unknown_type";
	readonly message: string;
	readonly errors?: readonly PathError[];
	/** Of the message, where it has one. */
	readonly id?: string;
}

export type ReadMessage =
	| { readonly ok: true; readonly command: ExperienceCommandWire }
	| { readonly ok: false; readonly error: NoCommand };

const bad = (error: NoCommand): ReadMessage => ({ ok: false, error });

/** What a client's message asks for. */
export function readMessage(text: string): ReadMessage {
	let message: unknown;
	try {
		message = JSON.parse(text);
	} catch {
		return bad({ code: "bad_json", message: "A message is one JSON object." });
	}
	if (typeof message !== "object" || message === null || Array.isArray(message)) {
		return bad({ code: "bad_message", message: "A message is one JSON object." });
	}
	const named = idOf(message);
	const type: unknown = "type" in message ? message.type : undefined;
	if (!isKnown(type)) return bad({ ...named, code: "unknown_type", message: `The type ${KNOWN}.` });
	const parsed = COMMANDS[type].safeParse(message);
	if (parsed.success) return { ok: true, command: parsed.data };
	return bad({
		...named,
		code: "bad_message",
		message: "The message does not fit its type.",
		errors: pathErrors(parsed.error),
	});
}

function isKnown(type: unknown): type is CommandType {
	return typeof type === "string" && Object.hasOwn(COMMANDS, type);
}

function idOf(message: object): { readonly id?: string } {
	const parsed = id.safeParse("id" in message ? message.id : undefined);
	return parsed.success ? { id: parsed.data } : {};
}
