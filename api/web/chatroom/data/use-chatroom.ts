import {
	type QueryClient,
	useInfiniteQuery,
	useMutation,
	useQuery,
	useQueryClient,
} from "@tanstack/react-query";
import type { ChatlingWire, ConversationWire, RunawayWire } from "../../../src/chatroom/chatroom-wire.js";
import { isFinal } from "../page-state.js";
import type { ChatroomClient } from "./chatroom-client.js";
import { keyOf } from "./keys.js";
import type { Part } from "./news.js";
import { useChatroomClient } from "./use-chatroom-client.js";

/** A server that does not answer is asked again. */
const AGAIN_MS = 3_000;

/** Asks again while nobody answers; what was refused is refused again. */
const again = ({ state }: { readonly state: { readonly error: Error | null } }): number | false =>
	state.error && !isFinal(state.error) ? AGAIN_MS : false;

/** Has these parts asked for anew where they are shown. */
export function renew(queries: QueryClient, parts: readonly Part[]): Promise<unknown> {
	return Promise.all(parts.map((part) => queries.invalidateQueries({ queryKey: keyOf(part) })));
}

/** The collection and how it feels. */
export function useMoods() {
	const client = useChatroomClient();
	return useQuery({
		queryKey: keyOf("moods"),
		queryFn: ({ signal }) => client.moods(signal),
		refetchInterval: again,
	});
}

export function useRunaways() {
	const client = useChatroomClient();
	return useQuery({
		queryKey: keyOf("runaways"),
		queryFn: ({ signal }) => client.runaways(signal),
		refetchInterval: again,
	});
}

/** The history, newest first, by pages. */
export function useHistory() {
	const client = useChatroomClient();
	return useInfiniteQuery({
		queryKey: keyOf("conversations"),
		queryFn: ({ pageParam, signal }) => client.conversations(pageParam, signal),
		initialPageParam: undefined as string | undefined,
		getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
		refetchInterval: again,
	});
}

/** One conversation with its lines, which never change. */
export function useConversation(id: string | undefined) {
	const client = useChatroomClient();
	return useQuery({
		queryKey: keyOf("conversation", id ?? ""),
		queryFn: ({ signal }) => client.conversation(id!, signal),
		enabled: id !== undefined,
		staleTime: Infinity,
		refetchInterval: again,
	});
}

/** Something that the reader does, after which these parts are asked for anew, whatever came of it. */
function useDeed<Given, Answer>(
	deed: (client: ChatroomClient, given: Given) => Promise<Answer>,
	touched: readonly Part[],
) {
	const client = useChatroomClient();
	const queries = useQueryClient();
	return useMutation({
		mutationFn: (given: Given) => deed(client, given),
		onSettled: () => renew(queries, touched),
	});
}

/** Marks a conversation as read, in the history and where it is shown. */
export function useMarkRead() {
	const queries = useQueryClient();
	return useDeed(
		async (client, id: string) => {
			await client.markRead(id);
			queries.setQueryData<ConversationWire>(keyOf("conversation", id), (known) =>
				known ? { ...known, is_read: true } : known,
			);
		},
		["conversations", "unread"],
	);
}

export const useRecover = () =>
	useDeed((client, runaway: RunawayWire) => client.recover(runaway), ["runaways", "moods", "unread"]);

/** Sends a chatling to meditation, or calls one back who meditates. */
export const useMeditate = () =>
	useDeed(
		(client, { id, is_meditating }: Pick<ChatlingWire, "id" | "is_meditating">) =>
			client.meditate(id, !is_meditating),
		["moods"],
	);

export const useChooseTeam = () =>
	useDeed((client, ids: readonly string[]) => client.chooseTeam(ids), ["moods"]);
