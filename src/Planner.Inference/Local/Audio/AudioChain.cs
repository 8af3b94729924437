namespace Planner.Inference.Local.Audio;

/// <summary>A recording as it will be after the operations so far, and the filters that make it so.</summary>
/// <param name="facts">What it is.</param>
/// <param name="mediaType">What it is written as.</param>
/// <param name="noiseLevel">Of its quiet tenth, in decibels of full scale.</param>
internal sealed class AudioChain(AudioFacts facts, string mediaType, double noiseLevel)
{
    private readonly List<string> _filters = [];

    /// <summary>How long it is by now, in seconds.</summary>
    public double Seconds { get; private set; } = facts.Seconds;

    /// <summary>In Hz.</summary>
    public int SampleRate { get; set; } = facts.SampleRate;

    /// <summary>1 mono, 2 stereo.</summary>
    public int Channels { get; set; } = facts.Channels;

    /// <summary>Of the original's quiet tenth, in decibels of full scale.</summary>
    public double NoiseLevel { get; } = noiseLevel;

    /// <summary>What it is written as.</summary>
    public string MediaType { get; set; } = mediaType;

    /// <summary>ffmpeg's filters in order, separated by commas; all of them ours, with numbers only.</summary>
    public string Filters => string.Join(',', _filters);

    /// <summary>Adds a filter.</summary>
    public void Add(string filter) => _filters.Add(filter);

    /// <summary>Keeps a stretch.</summary>
    /// <exception cref="EngineException">There is none such.</exception>
    public void Keep(double from, double to)
    {
        from = Math.Max(0, from);
        to = Math.Min(to, Seconds);
        if (to - from < 0.01)
        {
            throw EngineException.BadInput(
                FormattableString.Invariant($"The recording is {Seconds:0.##} s long; there is nothing from {from:0.##} to {to:0.##} s."), "Name a stretch within it.");
        }

        Add(FormattableString.Invariant($"atrim=start={from:0.###}:end={to:0.###},asetpts=PTS-STARTPTS"));
        Seconds = to - from;
    }

    /// <summary>Cuts a stretch out.</summary>
    /// <exception cref="EngineException">Nothing would be left, or there is none such.</exception>
    public void Remove(double from, double to)
    {
        to = Math.Min(to, Seconds);
        if (from >= to || (from <= 0 && to >= Seconds))
        {
            throw EngineException.BadInput(
                FormattableString.Invariant($"The recording is {Seconds:0.##} s long; from {from:0.##} to {to:0.##} s can't be taken out."), "Name a stretch within it.");
        }

        Add(FormattableString.Invariant($"aselect='not(between(t,{from:0.###},{to:0.###}))',asetpts=N/SR/TB"));
        Seconds -= to - from;
    }

    /// <summary>Plays it that many times as fast, at the same pitch.</summary>
    public void Speed(double factor)
    {
        Seconds /= factor;
        // Versions of ffmpeg differ in how far one filter goes; two- and half-fold all can.
        for (; factor > 2; factor /= 2)
        {
            Add("atempo=2");
        }

        for (; factor < 0.5; factor *= 2)
        {
            Add("atempo=0.5");
        }

        Add(FormattableString.Invariant($"atempo={factor:0.####}"));
    }
}
