const TAKE = "Take";
/** Stands behind the action while the backend is not heard of: it may take a while. */
const WHILE_AWAY = "(when an answer comes)";

/** What a prompt can be fixed to. */
function anchorOf(item: PVInstance): Instance | undefined {
	if (item.IsA("BasePart")) return item;
	const primary = item.IsA("Model") ? item.PrimaryPart : undefined;
	return primary ?? item.FindFirstChildWhichIsA("BasePart", true);
}

/** What a player sees of an item who comes near it. */
export interface ItemPrompt {
	readonly triggered: RBXScriptSignal<(player: Player) => void>;
	/** Studs at which it is offered. */
	readonly reachStuds: () => number;
	/** Whether it is offered, and whether taking it is answered at once. */
	readonly show: (isOffered: boolean, isAway: boolean) => void;
	/** Leaves a prompt that its builder made as it was, and takes away one that was made here. */
	readonly stop: () => void;
}

function makePrompt(anchor: Instance, label: string, reachStuds: number): ProximityPrompt {
	const prompt = new Instance("ProximityPrompt");
	prompt.Name = "EarshotPrompt";
	prompt.ActionText = TAKE;
	prompt.ObjectText = label;
	prompt.MaxActivationDistance = reachStuds;
	// What is small lies behind something all the time.
	prompt.RequiresLineOfSight = false;
	prompt.Parent = anchor;
	return prompt;
}

/** The prompt of an item: its builder's, or a new one. Undefined where no part could hold one. */
export function openPrompt(item: PVInstance, label: string, reachStuds: number): ItemPrompt | undefined {
	const own = item.FindFirstChildWhichIsA("ProximityPrompt", true);
	const anchor = anchorOf(item);
	if (!own && !anchor) return undefined;
	const prompt = own ?? makePrompt(anchor ?? item, label, reachStuds);
	const text = prompt.ActionText;
	const show = (isOffered: boolean, isAway: boolean) => {
		prompt.Enabled = isOffered;
		prompt.ActionText = isAway ? `${text} ${WHILE_AWAY}` : text;
	};
	return {
		triggered: prompt.Triggered,
		reachStuds: () => prompt.MaxActivationDistance,
		show,
		stop: () => {
			if (own) show(true, false);
			else prompt.Destroy();
		},
	};
}

/** Whether a player's character is as near as the prompt wants it; the client's own word is not enough. */
export function canReach(player: Pick<Player, "Character">, item: PVInstance, reachStuds: number): boolean {
	const root = player.Character?.PrimaryPart;
	if (!root) return false;
	return root.Position.sub(item.GetPivot().Position).Magnitude <= reachStuds;
}
