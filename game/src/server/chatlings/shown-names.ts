/** What a chatling is called whose own name cannot be shown. */
export const NAMELESS = "Chatling";

export interface ShownNamesDeps {
	/** Yields. A text as everybody may see it; undefined where the filter fails. */
	readonly filter: (text: string, userId: string) => string | undefined;
	/** Runs what may yield on a thread of its own. */
	readonly spawn: (work: () => void) => void;
	/** Stands for what cannot be shown; a chatling's where nothing else is said. */
	readonly nameless?: string;
}

/** Names as everybody in the place may see them: those of chatlings, and whatever else comes from outside. */
export class ShownNames {
	/** By player, then by name; an empty one is with the filter. */
	private readonly known = new Map<string, Map<string, string>>();

	constructor(private readonly deps: ShownNamesDeps) {}

	/** Undefined while the filter has it. Asks for it the first time. */
	of(userId: string, name: string): string | undefined {
		const own = this.known.get(userId) ?? new Map<string, string>();
		this.known.set(userId, own);
		if (!own.has(name)) {
			own.set(name, "");
			this.deps.spawn(() => {
				const shown = this.deps.filter(name, userId);
				own.set(name, shown === undefined || shown === "" ? (this.deps.nameless ?? NAMELESS) : shown);
			});
		}
		const shown = own.get(name);
		return shown === "" ? undefined : shown;
	}

	/** The player has gone. */
	forget(userId: string): void {
		this.known.delete(userId);
	}
}
