using System.Text;
using Planner.Artifacts;
using Planner.Tests.Testing;
using Planner.Values;

namespace Planner.Tests.Artifacts;

public sealed class MediaTypesTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "x.csv", "text/csv", Modality.Table)]
    [InlineData("a\tb\n", "x.tsv", "text/tab-separated-values", Modality.Table)]
    [InlineData("Привет", "x", "text/plain", Modality.Text)]
    [InlineData("{}", "x.json", "application/json", Modality.Text)]
    [InlineData("<html>", "x", "text/html", Modality.Text)]
    [InlineData("<svg xmlns=''>", "x", "image/svg+xml", Modality.Image)]
    [InlineData("%PDF-1.7", "x.png", "application/pdf", Modality.Document)]
    [InlineData("words", "song.mp3", "text/plain", Modality.Text)]
    public void Sniff_TextAndPdf_GoByContentFirst(string content, string name, string expected, Modality modality)
    {
        var mediaType = MediaTypes.Sniff(Encoding.UTF8.GetBytes(content), name);

        mediaType.ShouldBe(expected);
        MediaTypes.ModalityOf(mediaType).ShouldBe(modality);
    }

    [Fact]
    public void Sniff_Media_GoByTheirMagicWhateverTheName()
    {
        MediaTypes.Sniff(Bytes.Png, "song.mp3").ShouldBe("image/png");
        MediaTypes.Sniff(Bytes.Wav, "photo.png").ShouldBe("audio/wav");
        MediaTypes.Sniff(Bytes.Mp4, "x").ShouldBe("video/mp4");
        MediaTypes.Sniff([0xFF, 0xD8, 0xFF, 0xE0], "x").ShouldBe("image/jpeg");
        MediaTypes.Sniff([0, 1, 2, 3], "x.txt").ShouldBe(MediaTypes.Unknown);
    }

    [Fact]
    public void Sniff_CharacterCutAtTheEnd_IsStillText()
    {
        var bytes = Encoding.UTF8.GetBytes("x" + new string('ж', MediaTypes.SniffLength));

        MediaTypes.Sniff(bytes, "x").ShouldBe("text/plain");
    }
}
