import { z } from "zod";
import { Refusal } from "../../http/refusal.js";
import { type Channels, parseChannel } from "./channels.js";

/** Longer names are no channel's; ids are at most 200 characters. */
const MAX_NAME_CHARS = 256;
/** Names in one message. */
const MAX_NAMES = 500;

const name = z.string().min(1).max(MAX_NAME_CHARS);
const names = z.array(name).max(MAX_NAMES);

const channel = name.transform((text, context): Channels => {
	const channels = parseChannel(text);
	if (channels) return channels;
	context.addIssue({
		code: "custom",
		message: "must be cluster:{id}:update, chat:{id}:message, system:{id}:notification or cluster:{id}:*",
	});
	return z.NEVER;
});

const listening = {
	channel: channel.optional(),
	channels: z.array(channel).max(MAX_NAMES).default([]),
	members: names.default([]),
};

const subscribe = z.strictObject({
	type: z.literal("subscribe"),
	...listening,
	/** Only with the first: where to go on. */
	cursor: z.string().max(MAX_NAME_CHARS).optional(),
	/** The same for answers. */
	inboxCursor: z.string().max(MAX_NAME_CHARS).optional(),
});

const unsubscribe = z.strictObject({ type: z.literal("unsubscribe"), ...listening });

/** What a reader of `/clusters/inbound` may say. */
const inboundFrame = z
	.discriminatedUnion("type", [subscribe, unsubscribe])
	.transform(({ channel: single, channels, ...rest }) => ({
		...rest,
		channels: single ? [single, ...channels] : channels,
	}));

/** What a game server may say at `/clusters/outbound`; its `body` is checked by whoever takes it. */
const outboundFrame = z.strictObject({
	type: z.enum(["chat", "position", "cluster_update"]),
	/** Given back with the answer. */
	id: z.union([z.string().max(MAX_NAME_CHARS), z.number()]).optional(),
	body: z.unknown(),
});

export type InboundFrame = z.infer<typeof inboundFrame>;
export type OutboundFrame = z.infer<typeof outboundFrame>;

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new Refusal("malformed", "A message is one JSON object.", { cause });
	}
}

/** @throws Refusal `malformed`, or ZodError naming every failing place */
export function parseInboundFrame(text: string): InboundFrame {
	return inboundFrame.parse(parseJson(text));
}

/** @throws Refusal `malformed`, or ZodError naming every failing place */
export function parseOutboundFrame(text: string): OutboundFrame {
	return outboundFrame.parse(parseJson(text));
}
