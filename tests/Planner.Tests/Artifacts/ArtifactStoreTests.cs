using System.IO.Compression;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Tests.Testing;
using Planner.Values;

namespace Planner.Tests.Artifacts;

public sealed class ArtifactStoreTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("planner-store-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("../../etc/passwd", "passwd.png")]
    [InlineData("C:\\Users\\me\\pic.png", "pic.png")]
    [InlineData(".bashrc", "bashrc.png")]
    [InlineData("a\nb\u001b[31m<x>.png", "a_b__31m_x_.png")]
    [InlineData("scan.jpg", "scan.png")]
    [InlineData("minutes 3.12", "minutes 3.12.png")]
    [InlineData("...", "file.png")]
    [InlineData("письмо.PNG", "письмо.PNG")]
    public async Task Put_AnyName_IsMadeSafeAndSaysWhatTheBytesAre(string name, string safe)
    {
        var artifact = await PutAsync(name, Bytes.Png);

        artifact.Name.ShouldBe(safe);
        artifact.MediaType.ShouldBe("image/png");
    }

    [Fact]
    public async Task Put_SameBytesTwice_TwoArtifactsOneBlob()
    {
        var first = await PutAsync("a.png", Bytes.Png);
        var second = await PutAsync("b.png", Bytes.Png);

        first.Id.ShouldNotBe(second.Id);
        Directory.GetFiles(Path.Combine(_root, "blobs"), "*", SearchOption.AllDirectories).Length.ShouldBe(1);
        (await Store().FindAsync(second.Id, Stop)).ShouldBe(second);
    }

    // The file is there, and would be read: only the id's form keeps it.
    [Theory]
    [InlineData("../outside")]
    [InlineData("a_x/../../outside")]
    public async Task F28_IdThatIsAPathOutOfTheFolder_FindsNothing(string id)
    {
        var inside = await PutAsync("a.png", Bytes.Png);
        Directory.CreateDirectory(Path.Combine(_root, "artifacts", "a_x"));
        File.Copy(Path.Combine(_root, "artifacts", inside.Id + ".json"), Path.Combine(_root, "outside.json"));
        File.Exists(Path.Combine(_root, "artifacts", id + ".json")).ShouldBeTrue();

        (await Store().FindAsync(id, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Put_AnyFile_IsItsOwnersOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix file modes are not there on Windows.");
        await PutAsync("secret.png", Bytes.Png);

        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        var open = Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateDirectories(_root, "*", SearchOption.AllDirectories))
            .Where(path => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != 0);
        open.ShouldBeEmpty();
    }

    [Fact]
    public async Task Put_TooLarge_RefusedAndNothingIsLeft()
    {
        using var endless = new MemoryStream(new byte[100_000]);

        var error = await Should.ThrowAsync<ArtifactException>(() => Store(maxBytes: 99_999).PutAsync(endless, "big.bin", Stop));

        error.Message.ShouldContain("'big.bin' is larger than 99,999 bytes");
        Directory.GetFiles(_root, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Put_Empty_Refused() =>
        (await Should.ThrowAsync<ArtifactException>(() => PutAsync("void.pdf", []))).Message.ShouldContain("'void.pdf' is empty (0 bytes)");

    [Fact]
    public async Task PutFile_NotThere_SaysSo() =>
        (await Should.ThrowAsync<ArtifactException>(() => Store().PutFileAsync("/no/such.png", cancellationToken: Stop))).Message.ShouldContain("There is no file '/no/such.png'");

    [Fact]
    public async Task PutFile_Folder_SaysSo() =>
        (await Should.ThrowAsync<ArtifactException>(() => Store().PutFileAsync(_root, cancellationToken: Stop))).Message.ShouldContain("it is a folder");

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("a_")]
    [InlineData("a_0123456789012345678901")]
    [InlineData("a_../../../../../../etc/h")]
    public async Task Find_UnknownOrHostileId_IsNull(string id) => (await Store().FindAsync(id, Stop)).ShouldBeNull();

    [Fact]
    public async Task Put_StreamThatDrips_IsStillSniffed()
    {
        await using var drip = new DrippingStream(Bytes.Wav);

        (await Store().PutAsync(drip, "x", Stop)).MediaType.ShouldBe("audio/wav");
    }

    [Fact]
    public async Task ReadText_WordDocument_GivesItsParagraphs()
    {
        const string xml = """
            <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
            <w:p><w:r><w:t>First</w:t></w:r><w:r><w:t xml:space="preserve"> line</w:t></w:r></w:p><w:p><w:r><w:t>Вторая</w:t></w:r></w:p>
            </w:body></w:document>
            """;

        var artifact = await PutAsync("report.docx", Zip("word/document.xml", xml));

        artifact.MediaType.ShouldBe(MediaTypes.WordDocument);
        (await Store().ReadTextAsync(artifact, Stop)).ShouldBe("First line\nВторая\n");
    }

    [Fact]
    public async Task ReadText_ZipThatIsNoDocument_SaysSo()
    {
        var artifact = await PutAsync("report.docx", Zip("other.xml", "<a/>"));

        (await Should.ThrowAsync<ArtifactException>(() => Store().ReadTextAsync(artifact, Stop))).Message.ShouldContain("'report.docx' is not a readable word document");
    }

    [Fact]
    public async Task ReadText_Spreadsheet_IsCsvWithDatesAndNumbersAsValues()
    {
        var artifact = await PutAsync("rents.xlsx", Xlsx.Of(("Rents", [[], [null, "Tenant", "Sum", "Paid on", "Late"], [null, "Lopez, \"Maria\"", 1250.5, new DateTime(2027, 4, 9), false], [null, "Иванов", 0.1 + 0.2, null, true], []]), ("Empty", [])));

        artifact.MediaType.ShouldBe(MediaTypes.Spreadsheet);
        MediaTypes.ModalityOf(artifact.MediaType).ShouldBe(Modality.Table);
        (await Store().ReadTextAsync(artifact, Stop)).ShouldBe("Tenant,Sum,Paid on,Late\n\"Lopez, \"\"Maria\"\"\",1250.5,2027-04-09,false\nИванов,0.3,,true\n");
    }

    [Fact]
    public async Task ReadTable_SheetsWithTheSameHead_AreOneTable()
    {
        var artifact = await PutAsync("year.xlsx", Xlsx.Of(("January", [["Item", "Sum"], ["Tea", 5]]), ("February", [["item", "sum"], ["Milk", 7]])));

        (await Store().ReadTableAsync(artifact, Stop)).ShouldBe("Sheet,Item,Sum\nJanuary,Tea,5\nFebruary,Milk,7\n");
    }

    [Fact]
    public async Task ReadTable_SheetsWithOtherHeads_SaysWhichThereAre()
    {
        var artifact = await PutAsync("book.xlsx", Xlsx.Of(("Sales", [["Item", "Sum"], ["Tea", 5]]), ("People", [["Name"], ["Ada"]])));

        (await Should.ThrowAsync<ArtifactException>(() => Store().ReadTableAsync(artifact, Stop))).Message.ShouldContain("2 sheets with different columns (Sales, People)");
        (await Store().ReadTextAsync(artifact, Stop)).ShouldBe("Sheet Sales:\nItem,Sum\nTea,5\n\nSheet People:\nName\nAda\n");
    }

    [Theory]
    [InlineData("other.xml")]
    [InlineData("xl/workbook.xml")]
    public async Task ReadText_ZipThatIsNoSpreadsheet_SaysSo(string part)
    {
        var artifact = await PutAsync("book.xlsx", Zip(part, "<a/>"));

        (await Should.ThrowAsync<ArtifactException>(() => Store().ReadTextAsync(artifact, Stop))).Message.ShouldContain("'book.xlsx' is not a readable spreadsheet");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task<Artifact> PutAsync(string name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return await Store().PutAsync(stream, name, Stop);
    }

    private static byte[] Zip(string entry, string content)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(archive.CreateEntry(entry).Open());
            writer.Write(content);
        }

        return stream.ToArray();
    }

    private ArtifactStore Store(long maxBytes = 1_000_000) => new(Options.Create(new ArtifactStoreOptions { Root = _root, MaxBytes = maxBytes }));

    /// <summary>Gives one byte a read.</summary>
    private sealed class DrippingStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
