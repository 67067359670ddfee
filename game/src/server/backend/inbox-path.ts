import { pollPath, urlText } from "./url-text";
import type { PollQuery } from "./url-text";

/** Path of one of the two doors to a server's answers. */
export function inboxPath(serverId: string, door: "inbox" | "stream", query: PollQuery): string {
	return pollPath(`/v1/servers/${urlText(serverId)}/${door}`, query);
}
