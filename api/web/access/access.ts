/** The reader's token: kept for this tab, renewed where the server hands out development tokens. */
export interface Access {
	readonly token: () => string | undefined;
	/** Asks for a development token; undefined where the server has none to give. One question at a time. */
	readonly renew: () => Promise<string | undefined>;
	readonly use: (token: string | undefined) => void;
	/** Whether the server is known to hand out no development tokens. */
	readonly isInVain: () => boolean;
}

/** Kept for the tab: `sessionStorage`. */
export type TabStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export interface AccessPorts {
	readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
	readonly storage: TabStorage;
	/** Under which the token is kept. */
	readonly key: string;
	/** Whom a development token is for; undefined while there is nobody to ask one for. */
	readonly user: () => { readonly userId: string; readonly roles: readonly string[] } | undefined;
}

/** The token that the map reads with. */
export const OBSERVER = {
	key: "earshot.token",
	user: () => ({ userId: "map", roles: ["observer"] }),
} as const;

/** A token is URL-safe text with dots; anything else would not even be sent. */
export function isToken(text: string): boolean {
	return /^[\w.~+/=-]+$/.test(text);
}

export function createAccess({ fetch, storage, key, user }: AccessPorts): Access {
	let token = storage.getItem(key) ?? undefined;
	let asking: Promise<string | undefined> | undefined;
	/** Servers that hand out no tokens will not begin to while the page is open. */
	let inVain = false;

	function use(next: string | undefined): void {
		token = next;
		if (next === undefined) storage.removeItem(key);
		else storage.setItem(key, next);
	}

	async function ask(): Promise<string | undefined> {
		const wanted = user();
		if (inVain || !wanted) return undefined;
		const response = await fetch("/dev/token", {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify(wanted),
		});
		inVain = response.status === 404;
		if (!response.ok) return undefined;
		const answer: unknown = await response.json();
		const made =
			typeof answer === "object" && answer !== null && "token" in answer ? answer.token : undefined;
		if (typeof made !== "string") return undefined;
		use(made);
		return made;
	}

	return {
		token: () => token,
		renew() {
			asking ??= ask().finally(() => (asking = undefined));
			return asking;
		},
		use,
		isInVain: () => inVain,
	};
}
