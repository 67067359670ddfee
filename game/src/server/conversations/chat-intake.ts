import type { EarshotConfig } from "../../shared/config/config";
import { createRateLimit } from "../../shared/util/rate-limit";

/** A message as the chat hands it on: the same one once for every player who may see it. */
export interface ChatMessage {
	readonly id: string;
	readonly userId: number;
	readonly text: string;
}

/** Makes lines that NPCs can hear of what players type. */
export interface ChatIntake {
	/** The line, or undefined where there is none: heard before, empty, or too much from one player. */
	readonly take: (message: ChatMessage, now: number) => string | undefined;
	/** Forgets a player who has left. */
	readonly forget: (userId: number) => void;
}

/** Text in one line without space around it; undefined where it is empty or no text. */
function cleaned(text: string, maxCharacters: number): string | undefined {
	if (!typeIs(utf8.len(text)[0], "number")) return undefined;
	const [spaced] = string.gsub(text, "[%c%s]+", " ");
	const [line] = string.match(spaced, "^ ?(.-) ?$");
	if (!typeIs(line, "string") || line === "") return undefined;
	const past = utf8.offset(line, maxCharacters + 1);
	return past === undefined ? line : line.sub(1, past - 1);
}

/** Lines are bounded in length, and each player in how many they say a minute. */
export function createChatIntake(
	config: Pick<EarshotConfig, "maxChatCharacters" | "chatLinesPerMinute" | "chatBurst">,
): ChatIntake {
	const limit = createRateLimit({ burst: config.chatBurst, perMinute: config.chatLinesPerMinute });
	// A player's messages come one after the other, so that the last one is enough to know a repetition by.
	const lastIds = new Map<number, string>();
	return {
		take: (message, now) => {
			if (lastIds.get(message.userId) === message.id) return undefined;
			lastIds.set(message.userId, message.id);
			const line = cleaned(message.text, config.maxChatCharacters);
			if (line === undefined || !limit.take(tostring(message.userId), now)) return undefined;
			return line;
		},
		forget: (userId) => {
			lastIds.delete(userId);
			limit.forget(tostring(userId));
		},
	};
}
