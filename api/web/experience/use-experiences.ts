import { useQuery } from "@tanstack/react-query";
import type { Access } from "../access/access.js";
import { ApiError, getJson } from "../access/get-json.js";

export interface ExperienceSummary {
	readonly id: string;
	readonly title: string;
}

/** A server that is being started is asked again. */
const AGAIN_MS = 3_000;

/** What a list of experiences says; whatever is not one is left out. */
export function readExperiences(answer: unknown): readonly ExperienceSummary[] {
	const list: unknown =
		typeof answer === "object" && answer !== null && "experiences" in answer ? answer.experiences : undefined;
	if (!Array.isArray(list)) return [];
	return list.flatMap((item: unknown) => {
		if (typeof item !== "object" || item === null || !("id" in item) || typeof item.id !== "string")
			return [];
		const title = "title" in item && typeof item.title === "string" ? item.title : item.id;
		return [{ id: item.id, title }];
	});
}

/** What can be played on this server. */
export function useExperiences(access: Access) {
	return useQuery({
		queryKey: ["experiences"],
		queryFn: async ({ signal }) =>
			readExperiences(
				await getJson("/v1/experience", { access, fetch: (url, init) => fetch(url, init), signal }),
			),
		refetchInterval: ({ state }) => (state.error && !(state.error instanceof ApiError) ? AGAIN_MS : false),
	});
}
