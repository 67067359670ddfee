import type { Spot } from "../npcs/wander";
import { sameData } from "../state/same-data";

/** Stands for somebody of an encounter who has no body in the place: whom a page's player plays, or a DM put there. */
export interface Figure {
	readonly entityId: string;
	/** Filtered. */
	readonly name: string;
	/** The room's word for it. */
	readonly health: string;
	/** The middle of their cell. */
	readonly spot: Spot;
	/** Somebody of the encounter who has a body: the figure stands on their storey. */
	readonly beside: string;
}

/** Where figures are seen, each by a key of its own. */
export interface FigureStage {
	/** Puts one there, or shows that it has changed. */
	readonly stand: (key: string, figure: Figure) => void;
	readonly clear: (key: string) => void;
}

/** The figures that stand in the place. */
export class Figures {
	private standing: ReadonlyMap<string, Figure> = new Map();

	constructor(private readonly stage: FigureStage) {}

	/** Shows these, and no others. */
	keep(wanted: ReadonlyMap<string, Figure>): void {
		for (const [key] of this.standing) if (!wanted.has(key)) this.stage.clear(key);
		for (const [key, figure] of wanted) {
			if (!sameData(this.standing.get(key), figure)) this.stage.stand(key, figure);
		}
		this.standing = wanted;
	}
}
