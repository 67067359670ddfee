import { useQuery } from "@tanstack/react-query";
import { usePlayer } from "../../access/player-context.js";
import { keyOf } from "./keys.js";
import { useChatroomClient } from "./use-chatroom-client.js";

/** On pages that are not told of it at once, whether there is something to read is looked up this often. */
const LOOK_MS = 60_000;

/** What is not read yet. Asked for while somebody is signed in, on every page. */
export function useUnread() {
	const client = useChatroomClient();
	const isIn = usePlayer().access.token() !== undefined;
	return useQuery({
		queryKey: keyOf("unread"),
		queryFn: ({ signal }) => client.unread(signal),
		enabled: isIn,
		refetchInterval: LOOK_MS,
	});
}
