using Planner.Inference.Local.Instructions;

namespace Planner.Inference.Local.Audio;

/// <summary>What can be asked of a recording, in English and Russian.</summary>
internal static class AudioGrammar
{
    /// <summary>What to say when something else was asked.</summary>
    public const string Abilities =
        "It can: remove steady noise, normalise loudness, louder or quieter (by N dB, N %, N times), trim (from A to B, first or last N seconds), cut out a stretch, remove silence, "
        + "faster or slower (N times, N %), fade in or out, reverse, mono or stereo, N kHz, convert to WAV, MP3, OGG, FLAC, M4A or AAC.";

    private const string Filler =
        @"@*[\w-]+\.(?:wav|mp3|ogg|oga|opus|flac|m4a|aac)|@\{?\w+\}?|please|can you|could you|would you|i want|i(?:'d| would) like|i need|want|need|you|to|make|turn|convert|change|transform|apply|give|do|have|play|"
        + "edit|process|the|an?|this|that|it|its|my|me|us|our|into|in|on|of|for|with|as|from|and|then|also|after that|next|finally|audio|recordings?|sounds?|tracks?|clips?|files?|speech|memo|voice(?: memo| note)?|"
        + "version|result|whole|entire|just|now|should|be|is|so|add|wav|mp3|ogg|flac|m4a|aac|"
        + "пожалуйста|сделай|сделайте|сделать|преврати|превратить|преобразуй|переведи|примени|применить|нужно|надо|хочу|можешь|мне|мою|мое|мой|это|эту|этот|эти|"
        + "его|ее|их|аудио|аудиозапис[а-я]+|аудиофайл[а-я]*|запис[а-я]+|звук[а-я]*|трек[а-я]*|дорожк[а-я]+|голос[а-я]*|реч[а-я]+|файл[а-я]*|и|а|также|затем|потом|после этого|далее|сначала|в|на|с|к|из|для|по|"
        + "чтобы|был[аои]?|стал[аои]?|добавь|добавить";

    private static readonly InstructionGrammar<AudioOperation> s_grammar = new([.. LoudnessRules.All, .. TimeRules.All], Filler);

    /// <summary>Reads an instruction.</summary>
    public static InstructionReading<AudioOperation> Read(string instruction) => s_grammar.Read(instruction);
}
