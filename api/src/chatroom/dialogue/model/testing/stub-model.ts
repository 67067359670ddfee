import type { StubRequest } from "../../../../messages/minds/testing/stub-server.js";
import { PERSONALITIES, type Personality } from "../../../core/society.js";

/** What a good model might say, told apart by a number: in the tone of each personality. */
const SAYINGS: Readonly<Record<Personality, (topic: string, number: number) => string>> = {
	cheerful: (topic, number) => `Hooray for ${topic} and its ${number} balloons!`,
	grumpy: (topic, number) => `Hmph, ${topic} cost me ${number} good nails.`,
	shy: (topic, number) => `I counted ${topic} to ${number}... quietly.`,
	curious: (topic, number) => `Has anybody asked ${number} bakers about ${topic}?`,
	dramatic: (topic, number) => `Alas, ${topic} took ${number} of my tears.`,
	wise: (topic, number) => `In ${number} years of patience one learns of ${topic}.`,
	boastful: (topic, number) => `I am the best of ${number} when it comes to ${topic}.`,
	kind: (topic, number) => `My dear, ${topic} brought ${number} warm thoughts.`,
};

interface Asked {
	readonly messages: readonly { readonly role: string; readonly content: string }[];
}

/** The two prompts of a request. */
export function promptsOf({ body }: Pick<StubRequest, "body">): {
	readonly system: string;
	readonly user: string;
} {
	const { messages } = body as Asked;
	const of = (role: string): string => messages.find((message) => message.role === role)?.content ?? "";
	return { system: of("system"), user: of("user") };
}

/** What a good model answers to the prompts of a line. */
export function goodLine(user: string, number: number): string {
	const personality = PERSONALITIES.find((one) => user.toLowerCase().startsWith(one))!;
	const title = /^Topic "([^"]*)"/m.exec(user)?.[1] ?? "";
	return SAYINGS[personality](user.includes("Opens by") ? `“${title}”` : "this", number);
}
