import { TextService } from "@rbxts/services";
import type { TextFilter } from "./filtered-texts";

function ask(text: string, authorId: number): TextFilterResult | undefined {
	const [ok, result] = pcall(() =>
		TextService.FilterStringAsync(text, authorId, Enum.TextFilterContext.PublicChat),
	);
	return ok ? result : undefined;
}

/** A text as everybody may see it. Yields; undefined where the filter fails, as in `engineTextFilter`. */
export function filterForAll(text: string, authorId: number): string | undefined {
	const result = ask(text, authorId);
	const [ok, filtered] = pcall(() => result?.GetNonChatStringForBroadcastAsync());
	return ok ? filtered : undefined;
}

/**
 * Roblox's filter. It throws where its service fails, or where the user in whose name it is asked has left; it has
 * retried by itself before it does.
 */
export const engineTextFilter: TextFilter = (text, authorId) => {
	const result = ask(text, authorId);
	if (!result) return undefined;
	return {
		forUser: (userId) => {
			const [isHad, filtered] = pcall(() => result.GetNonChatStringForUserAsync(userId));
			return isHad ? filtered : undefined;
		},
	};
};
