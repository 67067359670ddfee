import { useEffect, useRef } from "react";
import type { SyncStatus } from "../status.js";
import { useRunning } from "../use-running.js";
import { useSelected } from "../use-selected.js";
import { type ChatroomNewsOptions, createChatroomNews } from "./chatroom-news.js";

/**
 * Follows what happens in the society of the token's user for as long as the component is there, and gives the status.
 * `baseUrl` begins another client when it changes; of the other options, hooks, `onNews` and `token` are always the
 * latest ones, and the rest counts when it begins.
 */
export function useChatroomNews(options: ChatroomNewsOptions): SyncStatus {
	const latest = useRef(options.onNews);
	useEffect(() => {
		latest.current = options.onNews;
	});
	const client = useRunning(createChatroomNews, { ...options, onNews: (news) => latest.current(news) }, [
		options.baseUrl,
	]);
	return useSelected({ subscribe: client.subscribe, view: client.status }, (status) => status, Object.is);
}
