import { TextService } from "@rbxts/services";
import type { TextFilter } from "./filtered-texts";

/**
 * Roblox's filter. It throws where its service fails, or where the user in whose name it is asked has left; it has
 * retried by itself before it does.
 */
export const engineTextFilter: TextFilter = (text, authorId) => {
	const [ok, result] = pcall(() =>
		TextService.FilterStringAsync(text, authorId, Enum.TextFilterContext.PublicChat),
	);
	if (!ok) return undefined;
	return {
		forUser: (userId) => {
			const [isHad, filtered] = pcall(() => result.GetNonChatStringForUserAsync(userId));
			return isHad ? filtered : undefined;
		},
	};
};
