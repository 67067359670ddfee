import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { createTopicStream } from "../../../client/topic-stream.js";
import { usePlayer } from "../../access/player-context.js";
import { touchedBy } from "./news.js";
import { renew } from "./use-chatroom.js";

/**
 * Follows what happens to the reader's society for as long as the page is there, and has asked anew for what changed.
 * With another `session` it begins anew: it rests once its token is refused.
 */
export function useChatroomNews(session: number): void {
	const { access } = usePlayer();
	const queries = useQueryClient();
	useEffect(() => {
		const stream = createTopicStream({
			baseUrl: "",
			path: "/api/chatroom/events",
			token: access.token,
			onUnauthorised: access.renew,
			take: (event) => void renew(queries, touchedBy(event)),
		});
		stream.start();
		return stream.stop;
	}, [access, queries, session]);
}
