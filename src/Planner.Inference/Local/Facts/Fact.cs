namespace Planner.Inference.Local.Facts;

/// <summary>A thing that can be told of a file.</summary>
/// <param name="English">What it is called.</param>
/// <param name="Russian">The same in Russian.</param>
internal sealed record Fact(string English, string Russian)
{
    public static readonly Fact Size = new("Size", "Размер");
    public static readonly Fact Orientation = new("Orientation", "Ориентация");
    public static readonly Fact Format = new("Format", "Формат");
    public static readonly Fact Bytes = new("File size", "Размер файла");
    public static readonly Fact Transparency = new("Transparency", "Прозрачность");
    public static readonly Fact Colours = new("Colours", "Цвета");
    public static readonly Fact Camera = new("Camera", "Камера");
    public static readonly Fact Taken = new("Taken", "Снято");
    public static readonly Fact Place = new("Place", "Место съёмки");
    public static readonly Fact Exposure = new("Exposure", "Съёмка");
    public static readonly Fact Text = new("Text", "Текст");
    public static readonly Fact Duration = new("Duration", "Длительность");
    public static readonly Fact SampleRate = new("Sample rate", "Частота дискретизации");
    public static readonly Fact Channels = new("Channels", "Каналы");
    public static readonly Fact Codec = new("Codec", "Кодек");
    public static readonly Fact BitRate = new("Bit rate", "Битрейт");
    public static readonly Fact Loudness = new("Loudness", "Громкость");
    public static readonly Fact Silence = new("Silence", "Тишина");
    public static readonly Fact FrameRate = new("Frame rate", "Частота кадров");
    public static readonly Fact Frames = new("Frames", "Кадров");
    public static readonly Fact Sound = new("Sound", "Звук");

    /// <summary>Asks for all that there is to tell.</summary>
    public static readonly Fact All = new("Facts", "Сведения");
}
