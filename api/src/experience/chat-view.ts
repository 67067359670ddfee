import type { ContentWire } from "../../../game/src/shared/wire/index.js";
import type { TopicView } from "../doors/topic-view.js";
import type { Experiences, Player } from "./experience.js";
import { playerView } from "./topic-views.js";

/**
 * What follows a message of a player: everything that the player is told, but of narrations its own alone. It ends
 * with `done` after the last piece.
 */
export function chatView(
	experiences: Pick<Experiences, "view">,
	player: Player,
	messageId: string,
): TopicView {
	const all = playerView(experiences, player);
	return {
		...all,
		key: `chat:${messageId}`,
		frame(entry) {
			const frame = all.frame(entry);
			if (!frame || entry.type !== "content") return frame;
			const { message_id, done } = JSON.parse(entry.data) as ContentWire;
			if (message_id !== messageId) return undefined;
			return done ? { ...frame, end: { event: "done", data: JSON.stringify({ message_id }) } } : frame;
		},
	};
}
