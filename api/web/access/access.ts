/** The reader's token: kept for this tab, renewed where the server hands out development tokens. */
export interface Access {
	readonly token: () => string | undefined;
	/** Asks for a development token; undefined where the server has none to give. One question at a time. */
	readonly renew: () => Promise<string | undefined>;
	readonly use: (token: string | undefined) => void;
}

export interface AccessPorts {
	readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
	readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
}

const KEY = "earshot.token";

/** A token is URL-safe text with dots; anything else would not even be sent. */
export function isToken(text: string): boolean {
	return /^[\w.~+/=-]+$/.test(text);
}

export function createAccess({ fetch, storage }: AccessPorts): Access {
	let token = storage.getItem(KEY) ?? undefined;
	let asking: Promise<string | undefined> | undefined;
	/** Servers that hand out no tokens will not begin to while the page is open. */
	let inVain = false;

	function use(next: string | undefined): void {
		token = next;
		if (next === undefined) storage.removeItem(KEY);
		else storage.setItem(KEY, next);
	}

	async function ask(): Promise<string | undefined> {
		if (inVain) return undefined;
		const response = await fetch("/dev/token", {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ userId: "map", roles: ["observer"] }),
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
	};
}
