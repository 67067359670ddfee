import type { ChatlingMoodWire } from "../../shared/wire";
import type { Rgb } from "./mood-look";
import { MOOD_GROUND, MOOD_LOOKS } from "./mood-look";

const SIGN_NAME = "EarshotMood";
/** Studs above the middle of the head: over the name, and over the sign that it is about to speak. */
const ABOVE_HEAD_STUDS = 3;
/** Studs beyond which nobody needs to know. */
const SEEN_STUDS = 50;

function colorOf([red, green, blue]: Rgb): Color3 {
	return Color3.fromRGB(red, green, blue);
}

function buildSign(head: BasePart): TextLabel {
	const gui = new Instance("BillboardGui");
	gui.Name = SIGN_NAME;
	gui.Adornee = head;
	gui.Size = UDim2.fromOffset(110, 22);
	gui.StudsOffsetWorldSpace = new Vector3(0, ABOVE_HEAD_STUDS, 0);
	gui.MaxDistance = SEEN_STUDS;
	gui.LightInfluence = 0;
	gui.ResetOnSpawn = false;
	const label = new Instance("TextLabel");
	label.Size = UDim2.fromScale(1, 1);
	label.BackgroundColor3 = colorOf(MOOD_GROUND);
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

/** Shows everybody above a body's head how it feels; nothing where it has no part to hang a sign on. */
export function showMood(body: Model, mood: ChatlingMoodWire): void {
	const named = body.FindFirstChild("Head");
	const head = named?.IsA("BasePart") ? named : body.PrimaryPart;
	if (!head) return;
	const known = head.FindFirstChild(SIGN_NAME)?.FindFirstChildOfClass("TextLabel");
	const label = known ?? buildSign(head);
	const { text, color } = MOOD_LOOKS[mood];
	label.Text = text;
	label.TextColor3 = colorOf(color);
}
