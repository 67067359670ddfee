/** A word above somebody's head. */
export interface HeadSign {
	/** Tells it from other signs over the same head. */
	readonly name: string;
	readonly text: string;
	readonly color: Color3;
	readonly ground: Color3;
	/** Studs above the middle of the head. */
	readonly aboveStuds: number;
}

/** Studs beyond which nobody needs to know. */
const SEEN_STUDS = 50;

function headOf(body: Model): BasePart | undefined {
	const named = body.FindFirstChild("Head");
	return named?.IsA("BasePart") ? named : body.PrimaryPart;
}

function buildSign(head: BasePart, { name, ground, aboveStuds }: HeadSign): TextLabel {
	const gui = new Instance("BillboardGui");
	gui.Name = name;
	gui.Adornee = head;
	gui.Size = UDim2.fromOffset(110, 22);
	gui.StudsOffsetWorldSpace = new Vector3(0, aboveStuds, 0);
	gui.MaxDistance = SEEN_STUDS;
	gui.LightInfluence = 0;
	gui.ResetOnSpawn = false;
	const label = new Instance("TextLabel");
	label.Size = UDim2.fromScale(1, 1);
	label.BackgroundColor3 = ground;
	label.BackgroundTransparency = 0.15;
	label.TextSize = 15;
	label.Font = Enum.Font.BuilderSansMedium;
	const corner = new Instance("UICorner");
	corner.CornerRadius = new UDim(1, 0);
	corner.Parent = label;
	label.Parent = gui;
	gui.Parent = head;
	return label;
}

/** Shows everybody a word above a body's head, in the place of the one before; nothing where it has no such part. */
export function showHeadSign(body: Model, sign: HeadSign): void {
	const head = headOf(body);
	if (!head) return;
	const known = head.FindFirstChild(sign.name)?.FindFirstChildOfClass("TextLabel");
	const label = known ?? buildSign(head, sign);
	label.Text = sign.text;
	label.TextColor3 = sign.color;
}

/** Takes a sign away, where there is one. */
export function hideHeadSign(body: Model, name: string): void {
	headOf(body)?.FindFirstChild(name)?.Destroy();
}
