import { t } from "@rbxts/t";
import type { ChatlingMoodWire, PlaceChatlingsWire, UserChatlingsWire } from "../../shared/wire";
import type { ChatlingsTold } from "./chatling";

const isMood: t.check<ChatlingMoodWire> = t.literal("happy", "neutral", "unhappy");
/** Nothing could be told apart by an empty one. */
const isId = t.match("^.+$");

/** Answer of `GET /v1/chatroom/chatlings`. */
export const isChatlingsAnswer: t.check<PlaceChatlingsWire> = t.interface({
	users: t.array(
		t.interface({
			user_id: t.string,
			chatlings: t.array(
				t.interface({
					creature_id: isId,
					name: t.string,
					personality: t.string,
					persona: t.string,
					mood: isMood,
				}),
			),
			ran_away: t.optional(t.array(t.string)),
		}),
	),
});

/** What an answer says of one user; the first counts where it names a chatling twice. */
export function readTold({ chatlings, ran_away: ranAway = [] }: UserChatlingsWire): ChatlingsTold {
	const seen = new Set<string>();
	const told = [];
	for (const { creature_id: creatureId, name, persona, mood } of chatlings) {
		if (seen.has(creatureId)) continue;
		seen.add(creatureId);
		told.push({ creatureId, name, persona, mood });
	}
	return { chatlings: told, ranAway: new Set(ranAway) };
}
