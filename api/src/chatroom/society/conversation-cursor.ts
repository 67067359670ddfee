import { z } from "zod";

/** A place among a user's conversations, newest first: right after that one. */
export interface ConversationPlace {
	/** Unix seconds. */
	readonly createdAt: number;
	readonly id: string;
}

const place = z.tuple([z.number(), z.string().regex(/^[\w:-]{1,128}$/)]);

/** Opaque to whoever gets it. */
export function formatPlace({ createdAt, id }: ConversationPlace): string {
	return Buffer.from(JSON.stringify([createdAt, id])).toString("base64url");
}

/** The place that a text names as `formatPlace` writes it, and in no other way; undefined where it names none. */
export function parsePlace(text: string): ConversationPlace | undefined {
	const { data } = place.safeParse(jsonOf(Buffer.from(text, "base64url").toString("utf8")));
	if (!data) return undefined;
	const read = { createdAt: data[0], id: data[1] };
	return formatPlace(read) === text ? read : undefined;
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
