import { useMemo } from "react";
import { usePlayer } from "../../access/player-context.js";
import { type ChatroomClient, createChatroomClient } from "./chatroom-client.js";

/** The chatroom of whoever is signed in. */
export function useChatroomClient(): ChatroomClient {
	const { access } = usePlayer();
	return useMemo(() => createChatroomClient({ access, fetch: (url, init) => fetch(url, init) }), [access]);
}
