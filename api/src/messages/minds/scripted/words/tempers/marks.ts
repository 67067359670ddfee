import type { Temper } from "../../persona-words.js";

/** By what a temper is heard in a line. One that is heard already is not laid on thicker. */
export const TEMPER_MARKS: Readonly<Record<Temper, RegExp>> = {
	cheerful: /!/,
	child: /!|\bmum\b/,
	dreamy:
		/\b(dream|drift|cloud|hum|mm|slow|soft|asleep|awake|close my eyes|to me now|ah\.\.\.|hm\.\.\.)|\.\.\./i,
	grumpy:
		/\b(hmph|bah|pah|tch|if you must|nobody asked|not that anybody|better before|do not make me|what do you want|nothing better to do|all day|who asked|my back)\b/i,
	learned:
		/\b(indeed|strictly|curious|as it happens|consider|evidence|observe|study|studied|studying|note|notes|books on|interesting case|remains to be)/i,
	nosy: /\b(between us|they say|word is|whisper|do not repeat|should not say|lean closer|hear it from me|more to that story|told|should know|everybody tells)/i,
	plain: /(?:)/,
	proud:
		/\b(naturally|of course|finest|best|nobody does|known for|quote me|as one would expect|let me tell you|copy me|three villages)/i,
	shy: /\.\.\.|\b(um|sorry|er)\b/i,
	stern:
		/\b(attention|mark my words|record|listen well|order|rules|watch|peace|law|duty|halt|that will be all|vouch|business|bell|dismissed)/i,
};
