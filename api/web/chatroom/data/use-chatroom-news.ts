import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { createChatroomNews } from "../../../client/chatroom/index.js";
import type { SyncStatus } from "../../../client/status.js";
import { usePlayer } from "../../access/player-context.js";
import { touchedBy } from "./news.js";
import { renew } from "./use-chatroom.js";

/**
 * Follows what happens to the reader's society for as long as the page is there, and has asked anew for what changed.
 * It rests once its token is refused, and waits longer and longer for a server that is away: another `session` has it
 * try at once.
 */
export function useChatroomNews(session: number): SyncStatus {
	const { access } = usePlayer();
	const queries = useQueryClient();
	const client = useMemo(
		() =>
			createChatroomNews({
				baseUrl: "",
				token: access.token,
				onUnauthorised: access.renew,
				onNews: ({ type }) => void renew(queries, touchedBy(type)),
			}),
		[access, queries],
	);
	useEffect(() => client.close, [client]);
	useEffect(() => {
		client.start();
		client.check();
	}, [client, session]);
	return useSyncExternalStore(client.subscribe, client.status);
}
